import { expect, onTestFinished, test } from 'vitest';
import { wrapHandler } from '../../mutants/operators/wrap-handler.ts';
import { startEmbedded } from '../../proof/embedded.ts';
import { Refusal } from '../../reference/core/refusal.ts';
import { EMBEDDED_WORLD } from '../../targets/config/embedded-world.ts';
import { runAgainst } from '../testing/run-against.ts';
import { worldState } from '../testing/world-state.ts';

const RULES = ['validation/PutContactInformation/ContactInformation.City/*', 'primary-contact/put-twice'];

/** What came of the rules where these accounts are refused what they put. */
async function judgedWithout(accounts: readonly string[]) {
  const refuse = wrapHandler('PutContactInformation', (inner) => (call, parts) => {
    if (accounts.includes(call.account)) throw new Refusal(parts.errorNames.denied, 'Not this account.');
    return inner(call, parts);
  });
  const { target, close } = await startEmbedded({ compose: refuse });
  onTestFinished(close);
  const before = await worldState(target);
  const { rules, notRestored } = await runAgainst(target, { rules: RULES });
  expect(notRestored).toEqual([]);
  expect(await worldState(target)).toEqual(before);
  const of = (outcome: string) => rules.filter((one) => one.outcome === outcome);
  return { rules, blocked: of('blocked').map(({ id }) => id), passed: of('pass'), failed: of('fail') };
}

test.each([
  ['one account is', EMBEDDED_WORLD.standalone.slice(0, 1)],
  ['the accounts in no organization are', EMBEDDED_WORLD.standalone],
])('where %s refused, its rules are judged on another one', async (_, accounts) => {
  const { blocked, passed, rules } = await judgedWithout(accounts);
  expect(rules.length).toBeGreaterThan(10);
  expect(blocked).toEqual([]);
  expect(passed.map(({ reason }) => reason)).toContainEqual(expect.stringMatching(/^judged as /));
});

test('the refusal itself stays a finding', async () => {
  const { failed } = await judgedWithout(EMBEDDED_WORLD.standalone);
  expect(failed.map(({ id }) => id)).toContain('errors/valid-request/PutContactInformation');
});

test('where all accounts are refused, the rules stay blocked by that', async () => {
  const { organizations, standalone } = EMBEDDED_WORLD;
  const all = organizations.flatMap(({ management, members }) => [management, ...members]);
  const { blocked, passed } = await judgedWithout([...standalone, ...all]);
  expect(blocked).toContain('validation/PutContactInformation/ContactInformation.City/max-length/refuses');
  expect(passed.filter(({ reason }) => reason?.startsWith('judged as'))).toEqual([]);
});
