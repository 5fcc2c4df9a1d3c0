import { stagesOf } from '../fuzz/fuzz-stage.ts';
import { embeddedTarget } from '../targets/presets.ts';
import { bareAutocannon } from './bare-autocannon.ts';
import { bareUndici } from './bare-undici.ts';
import { captureRequests } from './captured-requests.ts';
import { fuzzOnce } from './fuzz-rate.ts';
import { median } from './median.ts';
import { recordSection } from './results-page.ts';
import { separateServer } from './separate-server.ts';

const ROUNDS = Number(process.argv[2] ?? 5);
const REQUESTS = 15_000;
const CAPTURED = 4000;
/** As many as the fuzzer has calls under way: one for each stage of the embedded target. */
const CONNECTIONS = stagesOf(embeddedTarget(new URL('http://127.0.0.1'))).length;

/** Rates of one round, each against a service in a process of its own. */
interface Round {
  readonly fuzz: number;
  readonly undici: number;
  readonly autocannon: number;
  /** Microseconds of processor time for each request, which other work on the machine changes less than rates. */
  readonly fuzzCpu: number;
  readonly undiciCpu: number;
}

const rounds: Round[] = [];
for (let round = 0; round <= ROUNDS; round += 1) {
  const server = await separateServer();
  try {
    const { endpoint } = server;
    const requests = await captureRequests(endpoint, CAPTURED);
    const sending = { connections: CONNECTIONS, count: REQUESTS };
    const [{ requests: made, elapsedMs }, fuzzMicros] = await measured(() =>
      fuzzOnce({ endpoint, seed: round, maxRequests: REQUESTS }),
    );
    const [undici, undiciMicros] = await measured(() => bareUndici(endpoint, requests, sending));
    const autocannon = await bareAutocannon(endpoint, requests, sending);
    // The first round warms this process up.
    if (round === 0) continue;
    rounds.push({
      fuzz: (made * 1000) / elapsedMs,
      undici,
      autocannon,
      fuzzCpu: fuzzMicros / made,
      undiciCpu: undiciMicros / REQUESTS,
    });
  } finally {
    await server.close();
  }
}

async function measured<T>(work: () => Promise<T>): Promise<[T, micros: number]> {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return [result, user + system];
}

const middle = (read: (round: Round) => number) => median(rounds.map(read));
const rate = (read: (round: Round) => number) => `${Math.round(middle(read))} requests/s`;
const micros = (read: (round: Round) => number) => `${Math.round(middle(read))} µs`;
await recordSection({
  title: '(a), (b) Fuzzing against bare senders',
  how: `Medians of ${ROUNDS} rounds of ${REQUESTS} requests over ${CONNECTIONS} connections, the service in a process of its own.`,
  rows: [
    ['fuzz, everything on but files', rate(({ fuzz }) => fuzz)],
    ['undici alone, the same requests signed before', rate(({ undici }) => undici)],
    ['autocannon, the same requests signed before', rate(({ autocannon }) => autocannon)],
    ['(a) fuzz : undici', middle(({ fuzz, undici }) => fuzz / undici).toFixed(2)],
    ['(b) fuzz : autocannon', middle(({ fuzz, autocannon }) => fuzz / autocannon).toFixed(2)],
    ['fuzz, processor time of a request', micros(({ fuzzCpu }) => fuzzCpu)],
    ['undici, processor time of a request', micros(({ undiciCpu }) => undiciCpu)],
  ],
});
