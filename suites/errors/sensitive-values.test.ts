import { expect, test } from 'vitest';
import type { Compose } from '../../mutants/mutant.ts';
import { startEmbedded } from '../../proof/embedded.ts';
import { runAgainst } from '../../harness/testing/run-against.ts';

/** What is observed of a service, by operation. */
async function observed(compose?: Compose) {
  const { target, close } = await startEmbedded(compose ? { compose } : {});
  try {
    const { rules } = await runAgainst(target, { rules: ['errors/sensitive-values-echoed/*'] });
    return rules.map(({ outcome, reason }) => ({ outcome, reason }));
  } finally {
    await close();
  }
}

/** A service that quotes what it refuses. */
const quoting: Compose = (parts) => ({
  ...parts,
  checks: {
    ...parts.checks,
    checkText: (shape, text, checks) => {
      const problem = parts.checks.checkText(shape, text, checks);
      return problem === null ? null : `${problem}: "${text}"`;
    },
  },
});

test('a service that repeats sensitive values is reported, and never failed', async () => {
  expect(await observed(quoting)).toEqual([
    {
      outcome: 'observed',
      reason: expect.stringMatching(/^repeated in the refusal: .*PhoneNumber/) as unknown,
    },
    {
      outcome: 'observed',
      reason: expect.stringMatching(/^repeated in the refusal: .*PostalCode/) as unknown,
    },
  ]);
});

test('one that does not is reported so', async () => {
  const silent = { outcome: 'observed', reason: 'no refusal repeats its value' };
  expect(await observed()).toEqual([silent, silent]);
});
