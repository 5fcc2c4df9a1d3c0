import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { accountGroupsOf } from '../fuzz/account-group.ts';
import { packageRoot } from '../spec/package-root.ts';
import { embeddedTarget } from '../targets/config/presets.ts';
import { captureRequests } from './captured-requests.ts';
import { median, recordSection } from './results-page.ts';
import type { Order, Sent } from './sender.ts';
import { separateServer } from './separate-server.ts';

const ROUNDS = Number(process.argv[2] ?? 7);
const REQUESTS = 50_000;
/** Until then code is compiled, ours and the service's, and inputs are prepared: a fuzz run lasts minutes or hours. */
const WARM_UP = 150_000;
/** As many as the fuzzer has calls under way: one for each account group of the embedded target. */
const CONNECTIONS = accountGroupsOf(embeddedTarget(new URL('http://127.0.0.1'))).length;
const KINDS = ['fuzz', 'undici', 'autocannon'] as const;
type Kind = (typeof KINDS)[number];

const server = await separateServer();
const captured = await captureRequests(server.endpoint, REQUESTS);
const rounds: Record<Kind, Sent>[] = [];
for (let round = 1; round <= ROUNDS; round += 1) {
  const sent: Partial<Record<Kind, Sent>> = {};
  for (const kind of KINDS) sent[kind] = await sentBy(kind, round);
  rounds.push(sent as Record<Kind, Sent>);
}
await server.close();

/** What a new process sends once it is warm: how fast one is differs by half, for as long as it lives. */
async function sentBy(kind: Kind, seed: number): Promise<Sent> {
  const script = join(packageRoot, 'bench', 'sender.ts');
  // As the command runs, without options that npm may have given this process.
  const env = { ...process.env, NODE_OPTIONS: '' };
  const child = fork(script, [kind], { env, serialization: 'advanced' });
  const failed = once(child, 'exit').then(() => {
    throw new Error(`the process of ${kind} ended`);
  });
  failed.catch(() => {});
  child.send({
    endpoint: server.endpoint.href,
    connections: CONNECTIONS,
    requests: kind === 'fuzz' ? [] : captured,
    seed,
    warmUp: WARM_UP,
    count: REQUESTS,
  } satisfies Order);
  const [sent] = (await Promise.race([once(child, 'message'), failed])) as [Sent];
  child.disconnect();
  return sent;
}

const middle = (read: (round: Record<Kind, Sent>) => number) => median(rounds.map(read));
const rate = (kind: Kind, when: 'rate' | 'rateBefore' = 'rate') =>
  `${Math.round(middle((round) => round[kind][when]))} requests/s`;
const micros = (kind: Kind) => `${Math.round(middle((round) => round[kind].cpu))} µs`;
await recordSection({
  title: '(a), (b) Fuzzing against bare senders',
  how: `Medians of ${ROUNDS} rounds of ${REQUESTS} requests over ${CONNECTIONS} connections, after ${WARM_UP} to warm up, of fuzzing in the same run; each sender in a new process for each round, the service in another.`,
  rows: [
    ['fuzz, everything on but files', rate('fuzz')],
    [`fuzz, its first ${WARM_UP} requests`, rate('fuzz', 'rateBefore')],
    ['undici alone, the same requests signed before', rate('undici')],
    ['autocannon, the same requests signed before', rate('autocannon')],
    ['(a) fuzz : undici', middle(({ fuzz, undici }) => fuzz.rate / undici.rate).toFixed(2)],
    ['(b) fuzz : autocannon', middle(({ fuzz, autocannon }) => fuzz.rate / autocannon.rate).toFixed(2)],
    ['fuzz, processor time of a request', micros('fuzz')],
    ['undici, processor time of a request', micros('undici')],
  ],
});
