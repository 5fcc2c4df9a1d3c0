import { expect, test } from 'vitest';
import { startEmbedded } from '../../proof/embedded.ts';
import type { JsonObject } from '../../spec/json.ts';
import { loadPlausible } from '../../spec/load-plausible.ts';
import { runAgainst } from '../testing/run-against.ts';
import { worldState } from '../testing/world-state.ts';

/** A contact in a country that no account can leave. */
const [BOUND = {}] = loadPlausible()
  .places.filter(({ onRequest }) => onRequest)
  .map(({ members }): JsonObject => ({
    ...members,
    AddressLine1: '1 Example Street',
    FullName: 'Kim Tester',
    PhoneNumber: '+12065550100',
  }));

test('an account is not moved out of a country that it cannot leave, also where the target is on loopback', async () => {
  const primaryContact = BOUND;
  const { target, close } = await startEmbedded({ seed: { primaryContact, alternateContacts: {} } });
  try {
    const before = await worldState(target);
    const { rules, notRestored } = await runAgainst(target, {
      rules: ['primary-contact/*', 'consistency/primary-contact-history'],
    });
    expect(rules.filter(({ outcome }) => !['blocked', 'skipped'].includes(outcome))).toEqual([]);
    expect(rules.map(({ reason }) => reason)).toContainEqual(
      expect.stringMatching(
        /^country IN: account \d+ cannot change from it or to it; use an account of another country/,
      ),
    );
    expect(notRestored).toEqual([]);
    expect(await worldState(target)).toEqual(before);
  } finally {
    await close();
  }
});

test.each([
  'primary-contact/every-country',
  'validation/PutContactInformation/ContactInformation.StateOrRegion/required-when/refuses',
])('%s says which country it leaves out', async (id) => {
  const { target, close } = await startEmbedded();
  try {
    const { rules } = await runAgainst(target, { rules: [id] });
    expect(rules.map(({ outcome, reason }) => ({ outcome, reason }))).toEqual([
      {
        outcome: 'pass',
        reason: expect.stringMatching(/IN is left out: no account can change from it or to it/) as unknown,
      },
    ]);
  } finally {
    await close();
  }
});
