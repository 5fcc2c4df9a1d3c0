import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { stagesOf } from '../fuzz/fuzz-stage.ts';
import { packageRoot } from '../spec/package-root.ts';
import { embeddedTarget } from '../targets/presets.ts';
import { median } from './median.ts';
import { recordSection } from './results-page.ts';
import type { Order, Sent } from './sender.ts';
import { separateServer } from './separate-server.ts';

const ROUNDS = Number(process.argv[2] ?? 5);
const REQUESTS = 50_000;
/** Until then code is still being compiled, ours and the service's: a fuzz run lasts minutes or hours. */
const WARM_UP = 60_000;
/** As many as the fuzzer has calls under way: one for each stage of the embedded target. */
const CONNECTIONS = stagesOf(embeddedTarget(new URL('http://127.0.0.1'))).length;
const KINDS = ['fuzz', 'undici', 'autocannon'] as const;
type Kind = (typeof KINDS)[number];

const server = await separateServer();
const senders = Object.fromEntries(KINDS.map((kind) => [kind, started(kind)])) as Record<Kind, Sender>;
for (const sender of Object.values(senders)) await sender.ready;
const rounds: Record<Kind, Sent>[] = [];
for (let round = 0; round <= ROUNDS; round += 1) {
  const sent: Partial<Record<Kind, Sent>> = {};
  for (const kind of KINDS) {
    sent[kind] = await senders[kind].send({ seed: round, count: round === 0 ? WARM_UP : REQUESTS });
  }
  if (round > 0) rounds.push(sent as Record<Kind, Sent>);
}
for (const sender of Object.values(senders)) sender.end();
await server.close();

interface Sender {
  readonly ready: Promise<unknown>;
  send(order: Order): Promise<Sent>;
  end(): void;
}

function started(kind: Kind): Sender {
  const script = join(packageRoot, 'bench', 'sender.ts');
  // As the command runs, without options that npm may have given this process.
  const env = { ...process.env, NODE_OPTIONS: '' };
  const child = fork(script, [kind, server.endpoint.href, String(CONNECTIONS)], { env });
  const failed = once(child, 'exit').then(() => {
    throw new Error(`the process of ${kind} ended`);
  });
  failed.catch(() => {});
  const next = () => Promise.race([once(child, 'message'), failed]);
  return {
    ready: next(),
    async send(order) {
      child.send(order);
      const [sent] = (await next()) as [Sent];
      return sent;
    },
    end: () => child.disconnect(),
  };
}

const middle = (read: (round: Record<Kind, Sent>) => number) => median(rounds.map(read));
const rate = (kind: Kind) => `${Math.round(middle((round) => round[kind].rate))} requests/s`;
const micros = (kind: Kind) => `${Math.round(middle((round) => round[kind].cpu))} µs`;
await recordSection({
  title: '(a), (b) Fuzzing against bare senders',
  how: `Medians of ${ROUNDS} rounds of ${REQUESTS} requests over ${CONNECTIONS} connections, after ${WARM_UP} to warm up; each sender and the service in a process of its own.`,
  rows: [
    ['fuzz, everything on but files', rate('fuzz')],
    ['undici alone, the same requests signed before', rate('undici')],
    ['autocannon, the same requests signed before', rate('autocannon')],
    ['(a) fuzz : undici', middle(({ fuzz, undici }) => fuzz.rate / undici.rate).toFixed(2)],
    ['(b) fuzz : autocannon', middle(({ fuzz, autocannon }) => fuzz.rate / autocannon.rate).toFixed(2)],
    ['fuzz, processor time of a request', micros('fuzz')],
    ['undici, processor time of a request', micros('undici')],
  ],
});
