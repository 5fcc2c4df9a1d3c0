import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHANGING, journaledService, type JournaledService } from '../testing/journaled-service.ts';

const linesOf = (path: string) => readFileSync(path, 'utf8').split('\n').slice(0, -1);
const save = (path: string, lines: readonly string[]) => writeFileSync(path, lines.join('\n') + '\n');
const lineOf = (lines: readonly string[], text: string) => lines.findLastIndex((line) => line.includes(text));
const again = (service: JournaledService, journal = join(service.directory, 'again.jsonl')) =>
  service.cli(['run', ...service.named, '--journal', journal, ...CHANGING]);

test('a torn last line is what a kill leaves: it is named, the rest comes back, exit 0', async () => {
  const service = await journaledService();
  const original = await service.state();
  await service.killedRun();
  writeFileSync(service.journal, '{"n":99,"prev":"abc","entry":{"kind":"wr', { flag: 'a' });
  const { exitCode, stdout, stderr } = await service.cli(['restore']);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toMatch(/line \d+, the last one, is cut[^]*all that we changed is as it was/);
  expect(await service.state()).toEqual(original);
  expect({ journal: existsSync(service.journal), locks: service.lockFiles() }).toEqual({
    journal: false,
    locks: [],
  });
});

interface Damage {
  readonly what: string;
  readonly damage: (path: string) => void;
  readonly said: RegExp;
  /** Whether what is left of it puts everything back all the same. */
  readonly comesBack: boolean;
}

const edit = (change: (lines: string[]) => string[]) => (path: string) => save(path, change(linesOf(path)));

const DAMAGES: readonly Damage[] = [
  {
    what: 'a damaged line before the last',
    damage: edit((lines) => lines.with(1, lines[1]?.replace('"kind"', '"Kind"') ?? '')),
    said: /line 2 is damaged/,
    comesBack: false,
  },
  {
    what: 'a missing line before the last',
    damage: edit((lines) => lines.toSpliced(1, 1)),
    said: /lines are missing before the one of number 2/,
    comesBack: false,
  },
  {
    what: 'a damaged line that speaks of something else',
    damage: edit((lines) => lines.toSpliced(1, 0, 'scribbled')),
    said: /line 2 is damaged/,
    comesBack: true,
  },
  {
    what: 'a missing first line',
    damage: edit((lines) => lines.slice(1)),
    said: /its first line is missing/,
    comesBack: false,
  },
  { what: 'an empty file', damage: (path) => writeFileSync(path, ''), said: /it is empty/, comesBack: false },
  { what: 'a missing file', damage: (path) => rmSync(path), said: /it is missing/, comesBack: false },
  {
    what: 'a file of something else',
    damage: (path) => writeFileSync(path, 'Dear diary,\n'),
    said: /it is not a journal of ours/,
    comesBack: false,
  },
];

test.each(DAMAGES)(
  '$what: exit 5, all is kept, and no run begins until a person has decided',
  async (one) => {
    const service = await journaledService();
    const original = await service.state();
    await service.killedRun();
    one.damage(service.journal);
    const [before, locks] = [await service.state(), service.lockFiles()];
    const kept = existsSync(service.journal) ? readFileSync(service.journal, 'utf8') : null;

    const run = await again(service);
    expect(run, run.stderr).toMatchObject({
      exitCode: 6,
      stderr: expect.stringContaining('account-conformance restore '),
    });
    const first = await service.cli([
      'run',
      ...service.named,
      '--journal',
      service.journal,
      '--restore-first',
      ...CHANGING,
    ]);
    expect(first, first.stderr).toMatchObject({ exitCode: 6, stderr: expect.stringContaining('restore ') });
    expect(await service.state()).toEqual(before);

    for (const args of [['restore'], ['restore', ...service.named]]) {
      const restore = await service.cli(args);
      const said = restore.stdout + restore.stderr;
      expect(restore.exitCode, said).toBe(5);
      expect(said).toMatch(one.said);
      expect(said).not.toMatch(/^\s+at |internal error|all that we changed is as it was/m);
    }
    expect(await service.state()).toEqual(one.comesBack ? original : expect.anything());
    expect(service.lockFiles()).toEqual(locks);
    expect(existsSync(service.journal) ? readFileSync(service.journal, 'utf8') : null).toBe(kept);

    const last = await service.cli(['restore', ...service.named]);
    const [, command = ''] =
      /To accept what is there now: "account-conformance (.*)"/.exec(last.stdout) ?? [];
    const forget = await service.cli(command.split(' '));
    expect(forget.exitCode, forget.stdout + forget.stderr).toBe(0);
    expect(service.lockFiles()).toEqual([]);
    const free = await again(service);
    expect(free.exitCode, free.stderr + free.stdout).toBe(0);
  },
);

test('what a damaged journal still knows comes back', async () => {
  const service = await journaledService();
  const original = await service.state();
  await service.killedRun();
  const lines = linesOf(service.journal);
  // The first account's original is lost, not the one that was changed last.
  const at = lineOf(lines, 'PutContactInformation');
  expect(at).toBeGreaterThan(1);
  save(service.journal, lines.toSpliced(at, 0, 'scribbled'));
  expect((await service.cli(['restore', ...service.named])).exitCode).toBe(5);
  expect(await service.state()).toEqual(original);
});

test('an empty journal in the state directory, which no lock names, keeps runs from starting too', async () => {
  const service = await journaledService();
  const journals = join(service.directory, 'account-conformance', 'journals');
  const journal = join(journals, 'lost.jsonl');
  mkdirSync(journals, { recursive: true });
  writeFileSync(journal, '');
  const run = await again(service);
  expect(run).toMatchObject({
    exitCode: 6,
    stderr: expect.stringContaining(`account-conformance restore ${journal}`),
  });
  expect(await service.cli(['restore'])).toMatchObject({
    exitCode: 5,
    stdout: expect.stringContaining('it is empty'),
  });
  expect(existsSync(journal)).toBe(true);
  const forget = await service.cli(['restore', journal, '--forget', '111111111111']);
  expect(forget.exitCode, forget.stdout + forget.stderr).toBe(0);
  expect((await again(service)).exitCode).toBe(0);
});

test('a journal of format 1 is restored', async () => {
  const service = await journaledService();
  const original = await service.state();
  await service.killedRun();
  const plain = linesOf(service.journal).map((line) => {
    const { header, entry } = JSON.parse(line) as {
      header?: Record<string, unknown>;
      entry?: Record<string, unknown>;
    };
    if (!header) return JSON.stringify({ ...entry, wholes: undefined });
    return JSON.stringify({ ...header, format: 1, accounts: undefined });
  });
  save(service.journal, plain);
  const { exitCode, stdout, stderr } = await service.cli(['restore']);
  expect(exitCode, stdout + stderr).toBe(0);
  expect(await service.state()).toEqual(original);
  expect(service.lockFiles()).toEqual([]);
});

test('one account is given up, the others are put back', async () => {
  const service = await journaledService();
  const original = await service.state();
  await service.killedRun();
  const changed = await service.state();
  const { account = '' } = JSON.parse(
    linesOf(service.journal).findLast((line) => line.includes('"wrote"')) ?? '{}',
  ).entry as {
    account?: string;
  };
  const forget = await service.cli(['restore', '--forget', account]);
  expect(forget.exitCode, forget.stdout + forget.stderr).toBe(0);
  expect(service.lockFiles().some((name) => name.includes(account))).toBe(false);
  const restore = await service.cli(['restore']);
  expect(restore.exitCode, restore.stdout + restore.stderr).toBe(0);
  expect(await service.state()).toEqual(changed);
  expect(changed).not.toEqual(original);
});

test('a relative --journal is found from any folder', async () => {
  const service = await journaledService();
  const original = await service.state();
  const folder = join(service.directory, 'somewhere');
  mkdirSync(folder);
  await service.killedRun({ journal: 'relative.jsonl', cwd: folder });
  const lost = await service.cli(['restore', 'relative.jsonl'], { cwd: service.directory });
  expect(lost).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining(`unread are ${join(folder, 'relative.jsonl')}`),
  });
  const { exitCode, stdout, stderr } = await service.cli(['restore'], { cwd: service.directory });
  expect(exitCode, stdout + stderr).toBe(0);
  expect(await service.state()).toEqual(original);
  expect(existsSync(join(folder, 'relative.jsonl'))).toBe(false);
});

test('a journal in the state directory is found without its locks, and what lies unread is said', async () => {
  const service = await journaledService();
  const original = await service.state();
  await service.killedRun();
  const journals = join(service.directory, 'account-conformance', 'journals');
  const kept = join(journals, 'kept.jsonl');
  mkdirSync(journals, { recursive: true });
  renameSync(service.journal, kept);
  for (const name of service.lockFiles()) rmSync(join(service.locks, name));
  const run = await again(service);
  expect(run).toMatchObject({
    exitCode: 6,
    stderr: expect.stringContaining(`account-conformance restore ${kept}`),
  });
  writeFileSync(join(journals, 'other.jsonl'), '');
  const { exitCode, stdout, stderr } = await service.cli(['restore', kept]);
  expect(exitCode, stdout + stderr).toBe(0);
  expect(stdout).toContain(`${join(journals, 'other.jsonl')}: lies unread`);
  expect(await service.state()).toEqual(original);
});

test.each<[string, string[], (folder: string) => void]>([
  [
    'below a folder that a report goes to',
    ['--journal', 'out/journals/run.jsonl', '--junit', 'out/junit.xml'],
    () => {},
  ],
  ['beside a report', ['--journal', 'run.jsonl', '--json', 'result.json'], () => {}],
  ['in a git work tree', ['--journal', 'deep/below/run.jsonl'], (folder) => mkdirSync(join(folder, '.git'))],
])('a journal %s is refused with exit 2', async (_what, args, prepare) => {
  const service = await journaledService();
  const folder = join(service.directory, 'somewhere');
  mkdirSync(folder);
  prepare(folder);
  let changes = 0;
  service.onChange = () => (changes += 1);
  const { exitCode, stderr } = await service.cli(['run', ...service.named, ...CHANGING, ...args], {
    cwd: folder,
  });
  expect({ exitCode, changes }, stderr).toEqual({ exitCode: 2, changes: 0 });
  expect(stderr).toMatch(/the journal .*run\.jsonl holds what the accounts held before, and would stand/);
});

test('a lock that cannot be read keeps its account from being changed until a person has decided', async () => {
  const service = await journaledService();
  await service.killedRun();
  rmSync(service.journal);
  const [first = '', ...others] = service.lockFiles();
  for (const name of others) rmSync(join(service.locks, name));
  writeFileSync(join(service.locks, first), '{"pid":');
  utimesSync(join(service.locks, first), 0, 0);
  expect(await again(service)).toMatchObject({
    exitCode: 6,
    stderr: expect.stringContaining('"account-conformance restore" first'),
  });
  const restore = await service.cli(['restore']);
  expect(restore.exitCode, restore.stdout + restore.stderr).toBe(5);
  const [, command = ''] =
    /To accept what is there now: "account-conformance (.*)"/.exec(restore.stdout) ?? [];
  const forget = await service.cli(command.split(' '));
  expect(forget.exitCode, forget.stdout + forget.stderr).toBe(0);
  const free = await again(service);
  expect(free.exitCode, free.stdout + free.stderr).toBe(0);
});
