import { expect, onTestFinished, test } from 'vitest';
import type { Compose } from '../../mutants/mutant.ts';
import { wrapHandler } from '../../mutants/operators/wrap-handler.ts';
import { startEmbedded } from '../../proof/embedded.ts';
import { Refusal } from '../../reference/core/refusal.ts';
import { runAgainst } from '../testing/run-against.ts';

const RULES = [
  'validation/Put*/accepts',
  'validation/DeleteAlternateContact/*/accepts',
  'errors/valid-request/Put*',
];

const unreadable = wrapHandler(
  ['GetAlternateContact', 'GetContactInformation'],
  () =>
    (_, { errorNames }) => {
      throw new Refusal(errorNames.denied, 'Nobody reads here.');
    },
);

async function failedOf(compose: Compose) {
  const { target, close } = await startEmbedded({ compose });
  onTestFinished(close);
  const { rules } = await runAgainst(target, { rules: RULES });
  expect(rules.length).toBeGreaterThan(40);
  const unsaid = rules.filter(({ outcome, blockedBy }) => outcome === 'blocked' && !blockedBy);
  expect(unsaid.map(({ id }) => id)).toEqual([]);
  return rules.filter(({ outcome }) => outcome === 'fail' || outcome === 'warn').map(({ id }) => id);
}

test('where contacts cannot be read, what is put is judged by what it is answered, and by deleting it', async () => {
  const failed = await failedOf(unreadable);
  expect(failed.filter((id) => /\/(Put|Delete)/.test(id))).toEqual([]);
});

test('where contacts cannot be read, a put that stores nothing is found by deleting it', async () => {
  const forgetting = wrapHandler('PutAlternateContact', () => () => null);
  const failed = await failedOf((parts) => forgetting(unreadable(parts)));
  expect(failed).toContain('validation/PutAlternateContact/Name/max-length/accepts');
});
