import { expect, test } from 'vitest';
import { crossFileMistakes, type SpecFiles } from './cross-file-mistakes.ts';
import { loadContract } from './load-contract.ts';
import { loadDeviations } from './load-deviations.ts';
import { loadEvidence } from './load-evidence.ts';
import { loadLifecycle } from './load-lifecycle.ts';
import { loadQuotas } from './load-quotas.ts';
import { loadRulings } from './load-rulings.ts';

const files: SpecFiles = {
  contract: loadContract('current'),
  rulings: loadRulings(),
  lifecycle: loadLifecycle(),
  quotas: loadQuotas(),
  evidence: loadEvidence(),
  deviations: loadDeviations(),
};

function mistakes(changed: Partial<SpecFiles>): string[] {
  return crossFileMistakes({ ...files, ...changed }).map(({ message }) => message);
}

test('the files of the spec fit together', () => {
  expect(mistakes({})).toEqual([]);
});

test('a zone whose ruling no file has is a mistake', () => {
  expect(mistakes({ rulings: files.rulings.filter(({ id }) => id !== 'email-pipe') })).toEqual([
    'spec/account.openapi.yaml › ruling email-pipe: expected an entry of kind zone in spec/rulings.yaml',
  ]);
});

test('a ruling of kind zone that no zone names is a mistake', () => {
  const [first] = files.rulings;
  expect(first).toBeDefined();
  const idle = first ? [...files.rulings, { ...first, id: 'idle' }] : [];
  expect(mistakes({ rulings: idle })).toEqual([
    'spec/rulings.yaml › idle: expected a zone of spec/account.openapi.yaml to name it',
  ]);
});

test('operations and errors that the contract does not have are mistakes', () => {
  const { EnableRegion: _, ...operations } = files.contract.operations;
  expect(mistakes({ contract: { ...files.contract, operations } })).toContain(
    'spec/lifecycle.yaml › transitions: expected an operation of the contract, found EnableRegion',
  );
  const found = mistakes({ quotas: { ...files.quotas, refusedAs: 'TooFast' } });
  expect(found).toEqual(['spec/quotas.yaml › overQuota: expected an error of the contract, found TooFast']);
});

test('a deviation that a ruling leaves open which no file has is a mistake', () => {
  const found = mistakes({ rulings: files.rulings.filter(({ id }) => id !== 'outer-white-space') });
  expect(found).toContain(
    'spec/deviations.yaml › text-trimmed: expected an entry of spec/rulings.yaml, found outer-white-space',
  );
});
