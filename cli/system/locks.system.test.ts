import { existsSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { STALE_AFTER_MS } from '../../targets/journal/lock.ts';
import { CHANGING, journaledService, type JournaledService } from '../testing/journaled-service.ts';
import { ended } from '../testing/spawn-cli.ts';

const again = (service: JournaledService, ...more: string[]) =>
  service.cli([
    'run',
    ...service.named,
    '--journal',
    join(service.directory, 'again.jsonl'),
    ...CHANGING,
    ...more,
  ]);

/** As if the locks had been taken elsewhere, and touched so many milliseconds ago. */
function fromElsewhere(service: JournaledService, touchedAgo: number): void {
  for (const name of service.lockFiles()) {
    const path = join(service.locks, name);
    const owner = JSON.parse(readFileSync(path, 'utf8')) as object;
    // A process of this number lives here, and is another one.
    writeFileSync(
      path,
      JSON.stringify({ ...owner, pid: process.pid, host: 'pod-7f9c', kernel: 'another pid:[1]' }),
    );
    const at = new Date(Date.now() - touchedAgo);
    utimesSync(path, at, at);
  }
}

test('the advice about a lock from another host, followed to the letter, ends with the state restored', async () => {
  const service = await journaledService();
  const original = await service.state();
  await service.killedRun();
  const changed = await service.state();
  fromElsewhere(service, 1000);
  const refused = await again(service);
  expect(refused).toMatchObject({
    exitCode: 6,
    stderr: expect.stringMatching(/on pod-7f9c since .*, last sign of life \d+ s ago: wait for its end/),
  });
  expect(refused.stderr, 'a lock that is removed takes the way to the originals with it').not.toMatch(
    /remove/,
  );
  const [, command = ''] =
    /run "account-conformance ([^"]*)" once a minute has passed/.exec(refused.stderr) ?? [];
  const early = await service.cli(command.split(' '));
  expect(early.exitCode, early.stderr).toBe(6);
  expect(await service.state()).toEqual(changed);
  fromElsewhere(service, STALE_AFTER_MS + 1000);
  const { exitCode, stdout, stderr } = await service.cli(command.split(' '));
  expect(exitCode, stdout + stderr).toBe(0);
  expect(await service.state()).toEqual(original);
  expect(service.lockFiles()).toEqual([]);
});

test('a stale lock is taken over by restore, or by run --restore-first, and by no other run', async () => {
  const service = await journaledService();
  const original = await service.state();
  await service.killedRun();
  const changed = await service.state();
  fromElsewhere(service, STALE_AFTER_MS + 1000);
  const refused = await again(service);
  expect(refused).toMatchObject({
    exitCode: 6,
    stderr: expect.stringMatching(
      /run "account-conformance restore .*run\.jsonl" first, or add --restore-first/,
    ),
  });
  expect(await service.state()).toEqual(changed);
  const first = await again(service, '--restore-first');
  expect(first.exitCode, first.stdout + first.stderr).toBe(0);
  expect(await service.state()).toEqual(original);
  expect(service.lockFiles()).toEqual([]);
});

test('the owner of a container that is gone is not looked for among the processes of this one', async () => {
  const service = await journaledService();
  await service.killedRun();
  // The number of a process that does not exist here says nothing about one elsewhere.
  for (const name of service.lockFiles()) {
    const path = join(service.locks, name);
    const owner = JSON.parse(readFileSync(path, 'utf8')) as object;
    writeFileSync(path, JSON.stringify({ ...owner, pid: 999_999_999, kernel: 'another pid:[1]' }));
  }
  expect((await service.cli(['restore'])).exitCode).toBe(6);
});

test('an owner who is a zombie is gone', async () => {
  const service = await journaledService();
  const original = await service.state();
  // The shell that started it never asks what became of it.
  const args = ['run', ...service.named, '--journal', service.journal, ...CHANGING];
  let pid = 0;
  service.onChange = (operation, _account, input) => {
    const contact = input['ContactInformation'] as { FullName?: string } | undefined;
    if (operation !== 'PutContactInformation' || contact?.FullName === 'Olga Original' || pid !== 0) return;
    const lock = JSON.parse(readFileSync(join(service.locks, service.lockFiles()[0] ?? ''), 'utf8')) as {
      pid: number;
    };
    ({ pid } = lock);
    process.kill(pid, 'SIGKILL');
  };
  const keeper = service.start(args, { zombie: true });
  await expect.poll(() => pid, { timeout: 20_000 }).not.toBe(0);
  service.onChange = () => {};
  await expect.poll(() => readFileSync(`/proc/${pid}/stat`, 'utf8')).toMatch(/\) Z /);
  const { exitCode, stdout, stderr } = await service.cli(['restore']);
  expect(exitCode, stdout + stderr).toBe(0);
  expect(await service.state()).toEqual(original);
  keeper.kill('SIGKILL');
});

test('an owner whose lock is gone stops writing, and puts back nothing either', async () => {
  const service = await journaledService();
  const run = service.start([
    'run',
    ...service.named,
    '--journal',
    service.journal,
    '--suite',
    'contacts',
    '--quiet',
  ]);
  let after = -1;
  service.onChange = (_operation, _account, input) => {
    if (after >= 0) after += 1;
    // The rehearsals write what is there.
    else if (![undefined, 'Olga Original'].includes(input['Name'] as string | undefined)) {
      for (const name of service.lockFiles()) rmSync(join(service.locks, name));
      after = 0;
    }
  };
  const { exitCode, stdout } = await ended(run);
  expect(exitCode, stdout).toBe(5);
  expect(stdout).toMatch(/the lock of account .* is gone, somebody else has taken over.* is in .*run\.jsonl/);
  // Those that were on their way when it went.
  expect(after).toBeLessThanOrEqual(4);
  expect(existsSync(service.journal), 'the originals are kept').toBe(true);
});
