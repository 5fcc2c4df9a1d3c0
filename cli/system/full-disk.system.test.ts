import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { textKey } from '../../harness/restore/written-texts.ts';
import { journaledService } from '../testing/journaled-service.ts';

/** Kibibytes: the header and some originals, and not the whole run. */
const LITTLE = [2, 3, 5, 8, 13];

test.each(LITTLE)(
  'on a disk that has no more than %i KiB for the journal nothing leaves that is not in it, and all comes back',
  async (fileLimit) => {
    const service = await journaledService();
    const original = await service.state();
    const unjournaled: unknown[] = [];
    let writes = 0;
    service.onChange = (operation, _account, input) => {
      if (operation !== 'PutAlternateContact') return;
      writes += 1;
      const text = JSON.stringify(textKey(String(input['Name'])));
      if (!readFileSync(service.journal, 'utf8').toLowerCase().includes(text))
        unjournaled.push(input['Name']);
    };
    const run = ['run', ...service.named, '--journal', service.journal, '--suite', 'contacts', '--seed', '1'];
    const { exitCode, stdout, stderr } = await service.cli([...run, '--quiet'], { fileLimit });
    expect({ exitCode, unjournaled }, stdout + stderr).toEqual({ exitCode: 3, unjournaled: [] });
    expect(stdout + stderr).toMatch(
      /the journal .*run\.jsonl cannot be written \(EFBIG\), so nothing more is changed/,
    );
    expect(stdout + stderr).not.toMatch(/^\s+at /m);
    expect(await service.state()).toEqual(original);
    expect({ journal: existsSync(service.journal), locks: service.lockFiles() }).toEqual({
      journal: false,
      locks: [],
    });
    expect(fileLimit === 2 || writes > 0, 'it had begun').toBe(true);
  },
);

test('while the disk is full, a killed run is restored', async () => {
  const service = await journaledService();
  const original = await service.state();
  await service.killedRun();
  const { exitCode, stdout, stderr } = await service.cli(['restore', ...service.named], { fileLimit: 0 });
  expect({ exitCode, stderr }, stdout).toEqual({ exitCode: 0, stderr: '' });
  expect(await service.state()).toEqual(original);
  expect(service.lockFiles()).toEqual([]);
});

test('a fuzz run whose corpus does not fit says so, without a stack, once the state is put back', async () => {
  const service = await journaledService();
  const original = await service.state();
  let changed = 0;
  service.onChange = () => (changed += 1);
  const corpus = join(service.directory, 'corpus');
  const fuzz = ['fuzz', ...service.named, '--max-requests', '3000', '--seed', '1', '--corpus', corpus];
  const { exitCode, stdout, stderr } = await service.cli(fuzz, { fileLimit: 1 });
  expect({ exitCode, changed: changed > 0 }, stdout + stderr).toEqual({ exitCode: 3, changed: true });
  expect(await service.state()).toEqual(original);
  expect(stdout + stderr).toMatch(/the run ended: the disk is full: EFBIG/);
  expect(stdout + stderr).not.toMatch(/^\s+at /m);
});
