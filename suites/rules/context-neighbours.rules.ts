import fc from 'fast-check';
import { validInput } from '../../generators/values/input.ts';
import { loadContract } from '../../spec/load-contract.ts';
import type { Operation } from '../../spec/contract.ts';
import type { RuleContext } from '../../harness/context.ts';
import { refusal } from '../../harness/caller.ts';
import type { AnswerExpectation } from '../../results/record.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { Blocked } from '../../harness/errors.ts';
import { enumOf } from '../../harness/contract-lookup.ts';
import { bringTo, transitionOf } from '../../harness/resources/region-change.ts';
import { precondition, draw } from '../../harness/subject.ts';
import { readRegions } from '../../harness/resources/region-catalogue.ts';
import { guide } from '../../harness/source.ts';
import { regionsOf } from '../validation/stage-for.ts';
import { contactKindOf, store } from './account-contacts.ts';
import { named, type Subject } from './account-views.ts';
import { changeableRegion } from './changeable-regions.ts';
import { managed, rowRules, type ContextRow } from './context-row.ts';

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
  const subject = named(management, memberId);
  const regions = await readyForAny(context, operation, subject);
  const drawn = fc.tuple(
    validInput(contract, operation.name, { values: target.values, regions }),
    fc.integer({ min: 1, max: 9 }),
  );
  const places = Array.from({ length: memberId.length }, (_none, at) => ({
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

/**
 * Brings the member to where every valid request of the operation would succeed, so that one that is let in by mistake
 * shows. Returns the regions that it can name.
 */
async function readyForAny(context: RuleContext, operation: Operation, subject: Subject): Promise<string[]> {
  const kind = contactKindOf(operation);
  let regions: string[] = [];
  await precondition(async () => {
    if (kind) {
      const values = draw({ context, ...subject }, 'contacts', kind.values(context, 1));
      const [value = {}] = values;
      const types = enumOf(context.contract, 'PutAlternateContact', 'AlternateContactType');
      const places = kind.remove === null ? [{}] : types.map((type) => ({ AlternateContactType: type }));
      for (const place of places) await store(kind, subject, { ...value, ...place });
      return;
    }
    regions = Object.keys(await readRegions(subject.caller, subject.account));
    if (operation.changes !== 'region') return;
    const region = await changeableRegion({ context, ...subject });
    await bringTo({ context, ...subject }, region, transitionOf(operation.name).from);
    regions = [region];
  });
  return regions;
}

/** What is read of one's own account needs no organization's consent. */
function ownReads(operation: Operation): Rule {
  return rule({
    id: `context/own-reads-without-trusted-access/${operation.name}`,
    level: 'must',
    since: '0.1.0',
    statement: `${operation.name} without AccountId is answered for every account of an organization that lacks trusted access or all features.`,
    source: guide('Understanding API modes of operation'),
    operations: [operation.name, ...('RegionName' in operation.input.members ? ['ListRegions'] : [])],
    needs: ['member'],
    accounts: 'default caller and organizations',
    async check(context) {
      const { contract, target, callers } = context;
      const organizations = callers.organizations.filter((one) => !one.trustedAccess || !one.allFeatures);
      const everyone = organizations.flatMap(({ management, delegate, members }) =>
        [management, delegate, ...members].flatMap((one) => one ?? []),
      );
      if (everyone.length === 0)
        throw new Blocked('needs identities of an organization without trusted access or all features');
      const absent = operation.errors.filter((name) => name === 'ResourceNotFoundException');
      const found = { kind: 'success' } as const;
      const answered: AnswerExpectation =
        absent.length === 0 ? found : { kind: 'any-of', of: [found, refusal(contract, absent)] };
      for (const caller of everyone) {
        const regions = await regionsOf({ context, caller: context.caller, account: {} }, operation);
        const inputs = validInput(contract, operation.name, { values: target.values, ...regions });
        const [input = {}] = fc.sample(inputs, { seed: context.seed, numRuns: 1 });
        const { AccountId: _account, NextToken: _token, ...own } = input;
        await caller.expect(operation.name, own).toAnswer(answered);
      }
    },
  });
}

const contract = loadContract();

export const neighbourRules: readonly Rule[] = [
  ...rowRules(contract, nearlyMember),
  ...Object.values(contract.operations)
    .filter(({ changes, input }) => changes === null && 'AccountId' in input.members)
    .map(ownReads),
];
