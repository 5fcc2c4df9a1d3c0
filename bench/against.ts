import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { packageRoot } from '../spec/package-root.ts';
import { median } from './results-page.ts';
import type { Order, Sent } from './sender.ts';
import { separateServer, type SeparateServer } from './separate-server.ts';

// How fast the fuzzer is here, against another checkout in which `npm ci` was run: `npm run bench:against -- DIRECTORY`.
// A machine's speed changes within seconds, more than the two differ: both are under way at once, each for a short turn
// while the other is stopped.

const [directory, rounds = '7'] = process.argv.slice(2);
if (directory === undefined) throw new Error('usage: npm run bench:against -- DIRECTORY [ROUNDS]');
const TURN_MS = 250;
const WARM_UP = 80_000;
const COUNT = 60_000;

interface Contender {
  readonly server: SeparateServer;
  readonly sender: ChildProcess;
  readonly sent: Promise<Sent>;
  done: boolean;
  /** Milliseconds of all its turns. */
  active: number;
}

async function started(tree: string, seed: number): Promise<Contender> {
  // Both are answered by the same service.
  const server = await separateServer();
  const env = { ...process.env, NODE_OPTIONS: '' };
  const sender = fork(join(tree, 'bench', 'sender.ts'), ['fuzz'], {
    cwd: tree,
    env,
    serialization: 'advanced',
  });
  // Connections and requests are for bare senders.
  const order = { connections: 1, requests: [], seed, warmUp: WARM_UP, count: COUNT };
  sender.send({ ...order, endpoint: server.endpoint.href } satisfies Order);
  const sent = once(sender, 'message').then(([message]) => {
    contender.done = true;
    return message as Sent;
  });
  const contender: Contender = { server, sender, sent, done: false, active: 0 };
  signal(contender, 'SIGSTOP');
  return contender;
}

function signal({ server, sender }: Contender, name: 'SIGSTOP' | 'SIGCONT'): void {
  sender.kill(name);
  server.signal(name);
}

async function takeTurns(contenders: readonly Contender[]): Promise<void> {
  while (contenders.some(({ done }) => !done)) {
    for (const contender of contenders.filter(({ done }) => !done)) {
      signal(contender, 'SIGCONT');
      const startedAt = performance.now();
      await delay(TURN_MS);
      contender.active += performance.now() - startedAt;
      signal(contender, 'SIGSTOP');
    }
  }
}

async function round(seed: number): Promise<{ readonly rate: number; readonly cpu: number }> {
  // Whoever comes first has no advantage from it.
  const trees =
    seed % 2 === 0 ? [resolve(directory ?? ''), packageRoot] : [packageRoot, resolve(directory ?? '')];
  const contenders: Contender[] = [];
  for (const tree of trees) contenders.push(await started(tree, seed));
  await takeTurns(contenders);
  const sent = await Promise.all(contenders.map((one) => one.sent));
  for (const contender of contenders) {
    signal(contender, 'SIGCONT');
    contender.sender.kill();
    await contender.server.close();
  }
  const [here, there] = trees[0] === packageRoot ? [0, 1] : [1, 0];
  const active = (at: number) => contenders[at]?.active ?? Number.NaN;
  const cpu = (at: number) => sent[at]?.cpu ?? Number.NaN;
  return { rate: active(there) / active(here), cpu: cpu(here) / cpu(there) };
}

const ratios: { readonly rate: number; readonly cpu: number }[] = [];
for (let seed = 1; seed <= Number(rounds); seed += 1) {
  const ratio = await round(seed);
  ratios.push(ratio);
  process.stdout.write(
    `rate here : there ${ratio.rate.toFixed(3)}, processor time ${ratio.cpu.toFixed(3)}\n`,
  );
}
const middle = (read: (ratio: (typeof ratios)[number]) => number) => median(ratios.map(read)).toFixed(3);
process.stdout.write(
  `medians of ${ratios.length}: rate ${middle(({ rate }) => rate)}, processor time ${middle(({ cpu }) => cpu)}\n`,
);
