import { availableParallelism } from 'node:os';
import { bareAutocannon } from './bare-autocannon.ts';
import { bareUndici } from './bare-undici.ts';
import { captureRequests } from './captured-requests.ts';
import { fuzzOnce } from './fuzz-rate.ts';
import { median } from './median.ts';
import { separateServer } from './separate-server.ts';

const ROUNDS = 5;
const REQUESTS = 15_000;
const CAPTURED = 4000;
/** As many as the fuzzer has calls under way: one for each stage of the embedded target. */
const CONNECTIONS = 5;

/** Rates of one round, each against a service in a process of its own. */
interface Round {
  readonly fuzz: number;
  readonly undici: number;
  readonly autocannon: number;
}

const rounds: Round[] = [];
for (let round = 0; round <= ROUNDS; round += 1) {
  const server = await separateServer();
  try {
    const { endpoint } = server;
    const requests = await captureRequests(endpoint, CAPTURED);
    const sending = { connections: CONNECTIONS, count: REQUESTS };
    const { requests: made, elapsedMs } = await fuzzOnce({ endpoint, seed: round, maxRequests: REQUESTS });
    const undici = await bareUndici(endpoint, requests, sending);
    const autocannon = await bareAutocannon(endpoint, requests, sending);
    // The first round warms this process up.
    if (round > 0) rounds.push({ fuzz: (made * 1000) / elapsedMs, undici, autocannon });
  } finally {
    await server.close();
  }
}

const middle = (read: (round: Round) => number) => median(rounds.map(read));
const rate = (read: (round: Round) => number) => `${Math.round(middle(read))} requests/s`;
const lines = [
  `medians of ${ROUNDS} rounds, ${availableParallelism()} processors, Node ${process.versions.node}`,
  `fuzz                 ${rate(({ fuzz }) => fuzz)}`,
  `undici alone         ${rate(({ undici }) => undici)}`,
  `autocannon           ${rate(({ autocannon }) => autocannon)}`,
  `(a) fuzz : undici    ${middle(({ fuzz, undici }) => fuzz / undici).toFixed(2)}`,
  `(b) fuzz : autocannon ${middle(({ fuzz, autocannon }) => fuzz / autocannon).toFixed(2)}`,
];
process.stdout.write(`${lines.join('\n')}\n`);
