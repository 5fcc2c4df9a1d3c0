import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Mutant } from '../../mutants/mutant.ts';
import { rememberingJudge, runCompounds } from './run-compounds.ts';

const { signal } = new AbortController();
const mutant = (id: string): Mutant => ({ id, fault: id, kind: 'written', rule: id });
const compounds = ['a', 'b', 'c'].map((id) => [mutant(id), mutant(`${id}2`)]);

async function ledger() {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, 'new', 'compounds.jsonl');
}

/** Judges so many of the compounds of a ledger; which were judged, and not remembered. */
async function judged(file: string, count: number, of = 'one way') {
  const asked: string[] = [];
  const judge = await rememberingJudge(
    {
      workers: 1,
      compound: async (components) => {
        asked.push(components[0]?.id ?? '');
        const rows = components.map(({ id, fault, rule }) => ({
          id,
          fault,
          rule,
          outcome: 'invisible' as const,
        }));
        return { components: rows, rules: 1, requests: 1, durationMs: 1 };
      },
    },
    file,
    of,
  );
  const settings = { edition: 'guide-2024', seed: 1, runs: 1, size: 2, signal } as const;
  const report = await runCompounds({ ...settings, compounds: compounds.slice(0, count) }, judge);
  expect(report.compounds.map(({ components }) => components[0]?.id)).toEqual(
    compounds.slice(0, count).map(([one]) => one?.id),
  );
  return asked;
}

test('what was judged before is not judged again, whatever was cut short', async () => {
  const file = await ledger();
  expect(await judged(file, 2)).toEqual(['a', 'b']);
  expect(await judged(file, 3)).toEqual(['c']);
  const whole = await readFile(file, 'utf8');
  await appendFile(file, whole.split('\n').at(-2)?.slice(0, 20) ?? '');
  expect(await judged(file, 3)).toEqual([]);
});

test('what was judged otherwise is judged again', async () => {
  const file = await ledger();
  await judged(file, 2);
  expect(await judged(file, 2, 'another way')).toEqual(['a', 'b']);
  expect(await judged(file, 2, 'another way')).toEqual([]);
});
