import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Journal } from '../../targets/journal/journal.ts';
import type { JournalHeader } from '../../targets/journal/journal-schema.ts';
import { HELD, journaledService, type JournaledService } from '../testing/journaled-service.ts';

const ACCOUNT = '111111111111';
const THEIRS = { ...HELD.primary, FullName: 'Mallory Attacker', City: 'Elsewhere' };

/** What somebody may send a person, and ask them to restore. */
function forged(service: JournaledService, path: string, header: Partial<JournalHeader> = {}): string {
  const journal = new Journal(path, {
    format: 2,
    edition: 'guide-2024',
    target: { name: 'embedded', endpoint: service.endpoint },
    options: { target: 'embedded', endpoint: service.endpoint },
    startedAt: '2026-01-01T00:00:00.000Z',
    ...header,
  });
  const where = { account: ACCOUNT, resource: 'primary-contact' } as const;
  journal.append({ kind: 'original', ...where, snapshot: { kind: 'primary-contact', contact: THEIRS } });
  const texts = Object.values(HELD.primary).map((text) => text.toLowerCase());
  const written = { name: 'primary-contact', operation: 'PutContactInformation', texts, wholes: [] };
  journal.append({ kind: 'wrote', ...where, ...written });
  journal.keep();
  return path;
}

test('a journal that stands anywhere names no target: exit 2, and nothing is written', async () => {
  const service = await journaledService();
  const original = await service.state();
  const path = forged(service, join(service.directory, 'forged.jsonl'));
  const { exitCode, stderr } = await service.cli(['restore', path]);
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr: expect.stringMatching(/add --target or --config/),
  });
  expect(await service.state()).toEqual(original);
  expect(existsSync(path)).toBe(true);
});

test('with a target it shows what it would write, and needs --yes', async () => {
  const service = await journaledService();
  const original = await service.state();
  const path = forged(service, join(service.directory, 'forged.jsonl'));
  let changes = 0;
  service.onChange = () => (changes += 1);
  const shown = await service.cli(['restore', path, ...service.named]);
  expect({ exitCode: shown.exitCode, changes }, shown.stderr).toEqual({ exitCode: 2, changes: 0 });
  expect(shown.stdout).toMatch(new RegExp(`would write to account ${ACCOUNT} .*Mallory Attacker`));
  expect(shown.stderr).toMatch(/nothing was written: add --yes/);
  expect(await service.state()).toEqual(original);
  expect(existsSync(path)).toBe(true);
  const { exitCode, stdout, stderr } = await service.cli(['restore', path, ...service.named, '--yes']);
  expect(exitCode, stdout + stderr).toBe(0);
  expect(JSON.stringify(await service.state()), 'a person wanted it').toContain('Mallory Attacker');
});

test.each(['js', 'mjs', 'ts', 'cjs'])(
  'no configuration in .%s is run because a journal names it',
  async (kind) => {
    const service = await journaledService();
    const original = await service.state();
    const config = join(service.directory, `evil.config.${kind}`);
    const marker = join(service.directory, 'ran');
    const code = `require('node:fs').writeFileSync(${JSON.stringify(marker)}, '')`;
    const module = `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(marker)}, ''); export default {};`;
    writeFileSync(config, kind === 'cjs' ? code : module);
    const options = { target: 'sandbox', config };
    const anywhere = forged(service, join(service.directory, 'forged.jsonl'), { options });
    const journals = join(service.directory, 'account-conformance', 'journals');
    mkdirSync(journals, { recursive: true });
    const kept = forged(service, join(journals, 'forged.jsonl'), { options });
    for (const [args, said] of [
      [['restore', anywhere], /add --target or --config/],
      [['restore', anywhere, '--yes'], /add --target or --config/],
      [
        ['restore', kept],
        /which is code and is run only where you name it: account-conformance restore .* --config /,
      ],
      [['restore'], /which is code/],
    ] as const) {
      const { exitCode, stdout, stderr } = await service.cli(args);
      expect({ exitCode, ran: existsSync(marker) }).toEqual({ exitCode: 2, ran: false });
      expect(stdout + stderr).toMatch(said);
    }
    expect(await service.state()).toEqual(original);
  },
);

test.each<[string, (path: string) => void]>([
  ['a file without a line break', (path) => writeFileSync(path, 'my only copy')],
  ['an empty file', (path) => writeFileSync(path, '')],
  ['a file of lines', (path) => writeFileSync(path, '{"a":1}\n{"b":2}\n')],
  ['a journal of somebody else', (path) => writeFileSync(path, '{"format":1}\n')],
  ['a link', (path) => (writeFileSync(`${path}.target`, 'kept'), symlinkSync(`${path}.target`, path))],
  ['a folder', (path) => mkdirSync(path)],
])('restore leaves %s as it is', async (_what, make) => {
  const service = await journaledService();
  const path = join(service.directory, 'mine.txt');
  make(path);
  const { exitCode, stderr } = await service.cli(['restore', path, ...service.named, '--yes']);
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(/it is left as it is/) });
  expect(existsSync(path)).toBe(true);
});

test('a snapshot that is none is not put back', async () => {
  const service = await journaledService();
  const original = await service.state();
  await service.killedRun();
  const changed = await service.state();
  const path = join(service.directory, 'odd.jsonl');
  const journal = new Journal(path, {
    format: 2,
    edition: 'guide-2024',
    target: { name: 'embedded', endpoint: service.endpoint },
    options: {},
    startedAt: '2026-01-01T00:00:00.000Z',
  });
  const where = { account: ACCOUNT, resource: 'primary-contact' } as const;
  journal.append({
    kind: 'original',
    ...where,
    snapshot: { kind: 'primary-contact', contact: ['no', 'contact'] },
  });
  journal.append({
    kind: 'wrote',
    ...where,
    name: 'primary-contact',
    operation: 'PutContactInformation',
    texts: [],
  });
  journal.keep();
  // In the place of the real one, so that it is believed.
  copyFileSync(service.journal, `${service.journal}.real`);
  rmSync(service.journal);
  copyFileSync(path, service.journal);
  const { exitCode, stdout, stderr } = await service.cli(['restore', ...service.named]);
  expect(exitCode, stdout + stderr).toBe(5);
  expect(stdout).toMatch(/primary-contact of account 1{12}: what it was is not in the journal/);
  expect(await service.state()).toEqual(changed);
  rmSync(service.journal);
  copyFileSync(`${service.journal}.real`, service.journal);
  expect((await service.cli(['restore'])).exitCode).toBe(0);
  expect(await service.state()).toEqual(original);
  expect(readFileSync(path, 'utf8'), 'nobody asked for it').not.toBe('');
});
