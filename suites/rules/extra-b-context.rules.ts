import fc from 'fast-check';
import { validInput } from '../../generators/input.ts';
import { loadContract } from '../../spec/load-contract.ts';
import type { Operation } from '../../spec/contract.ts';
import type { RuleContext } from '../context.ts';
import type { Rule } from '../rule.ts';
import { asControl } from '../scenes/stage.ts';
import { readRegions } from '../scenes/region-catalogue.ts';
import { guide } from '../source.ts';
import { named } from './account-views.ts';
import { managed, rowRules } from './context-row.ts';
import type { ContextRow } from './context-row.ts';

/** Account ids are compared whole: by their beginning, their end or as numbers, others would be let in. */
const nearlyMember: ContextRow = {
  what: 'nearly-a-member',
  level: 'must',
  statement: (name) => `${name} is refused for an account id that differs from a member's in one digit.`,
  source: guide('DeleteAlternateContact › Request Body › AccountId'),
  needs: ['management'],
  refused: true,
  check: refusesNearIds,
};

async function refusesNearIds(context: RuleContext, operation: Operation): Promise<void> {
  const { contract, target } = context;
  if (!target.loopback) return context.notApplicable('ids that nobody listed are sent to loopback only');
  const { management, memberId } = managed(context);
  const view = named(management, memberId);
  const regions: string[] = [];
  await asControl(async () => {
    regions.push(...Object.keys(await readRegions(view.caller, view.account)));
  });
  const drawn = fc.tuple(
    validInput(contract, operation.name, { values: target.values, regions }),
    fc.integer({ min: 1, max: 9 }),
  );
  const places = [...memberId].map((_digit, at) => ({
    label: `digit ${at + 1} changed`,
    arbitrary: drawn.map((one) => [at, ...one] as const),
  }));
  await context.forEach(places, async ([at, input, by]) => {
    const digit = (Number(memberId[at]) + by) % 10;
    const AccountId = `${memberId.slice(0, at)}${digit}${memberId.slice(at + 1)}`;
    const { identities } = target;
    if (identities.some(({ accountId }) => accountId === AccountId)) return;
    await management.expect(operation.name, { ...input, AccountId }).toBeRefused();
  });
}

export const extraContextRulesB: readonly Rule[] = rowRules(loadContract(), nearlyMember);
