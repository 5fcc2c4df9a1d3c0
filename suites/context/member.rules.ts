import fc from 'fast-check';
import { validInput } from '../../generators/values/input.ts';
import type { Contract, Operation } from '../../spec/contract.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { type Transition, loadLifecycle } from '../../spec/load-lifecycle.ts';
import type { RuleContext } from '../../harness/context.ts';
import { enumOf } from '../../harness/contract-lookup.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { readRegions } from '../../harness/resources/region/catalogue.ts';
import { bringTo, transitionOf } from '../../harness/resources/region/change.ts';
import { precondition, draw, type Subject } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { named, managed, present } from '../steps/accounts.ts';
import { contactKindOf } from '../steps/contact-kinds.ts';
import { put, reads } from '../steps/contacts.ts';
import { checkConflict } from '../steps/region-changes.ts';
import { REGION_OPERATIONS, changeableRegion, opposite } from '../../harness/resources/region/changeable.ts';
import { plainMember } from './other-accounts.ts';
import { refusesAll } from './refuses-on.ts';
import { type ContextRow, DENIED, MODES, rowRules } from './row.ts';

const ROWS: readonly ContextRow[] = [
  {
    what: 'member-own-account',
    level: 'must',
    statement: (name) =>
      `${name} by a member that is not a delegate is denied when it names its own account.`,
    source: MODES,
    needs: ['member'],
    refused: true,
    check(context, operation) {
      const { member } = plainMember(context);
      const ids = [present(member.accountId, 'the account id of a member')];
      return refusesAll(context, operation, { caller: member, ids, errors: [DENIED] });
    },
  },
  {
    what: 'member-any-account',
    level: 'must',
    statement: (name) =>
      `${name} by a member that is not a delegate is denied whatever other account it names.`,
    source: MODES,
    needs: ['member'],
    accounts: 'default caller and organizations',
    refused: true,
    check(context, operation) {
      const { member, ids } = plainMember(context);
      return refusesAll(context, operation, { caller: member, ids, errors: [DENIED] });
    },
  },
];

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
      const contacts = places.map((place) => ({ ...value, ...place }));
      for (const contact of contacts) await put(subject.caller, contact, subject.account);
      for (const contact of contacts) await reads(subject.caller, contact, subject.account);
      return;
    }
    regions = Object.keys(await readRegions(subject.caller, subject.account));
    if (operation.changes !== 'region') return;
    const region = await changeableRegion({ context, ...subject }, transitionOf(operation.name));
    await bringTo({ context, ...subject }, region, transitionOf(operation.name).from);
    regions = [region];
  });
  return regions;
}

/** A pending change is looked for in the account that is named. */
function conflictOfMember(change: Transition): Rule {
  const { request } = opposite(change);
  return rule({
    id: `context/conflict-of-member/${request}`,
    level: 'must',
    since: '0.1.0',
    statement: `${request} by the management account for a region of a member is refused as a conflict while that region is ${change.via}, and the change completes.`,
    source: guide(`${request} › Errors › ConflictException`, 'Understanding API modes of operation'),
    operations: REGION_OPERATIONS,
    needs: ['management'],
    async check(context) {
      const { management, memberId } = managed(context);
      const ruleSubject = { context, ...named(management, memberId) };
      await checkConflict(ruleSubject, await changeableRegion(ruleSubject, change), change, opposite(change));
    },
  });
}

export function memberRules(contract: Contract): Rule[] {
  return [
    ...ROWS.flatMap((row) => rowRules(contract, row)),
    ...rowRules(loadContract(), nearlyMember),
    ...loadLifecycle().transitions.map(conflictOfMember),
  ];
}
