import { loadLifecycle, type Transition } from '../../spec/load-lifecycle.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import type { RuleSubject } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { Blocked } from '../../harness/errors.ts';
import { named, own, ownerOf } from './account-views.ts';
import { changeableRegion } from './changeable-regions.ts';
import { managed } from './context-row.ts';
import { plainMember } from './plain-member.ts';
import { checkConflict, completes } from './region-conflict.ts';
import { REGION_OPERATIONS, opposite, startAt } from './region-steps.ts';

const MODES = 'Understanding API modes of operation';

/** A pending change is looked for in the account that is named. */
function conflictOfMember(change: Transition): Rule {
  const { request } = opposite(change);
  return rule({
    id: `context/conflict-of-member/${request}`,
    level: 'must',
    since: '0.1.0',
    statement: `While a region of a member is ${change.via}, ${request} of the management account for it is refused as a conflict, and the change completes.`,
    source: guide(`${request} › Errors › ConflictException`, MODES),
    operations: REGION_OPERATIONS,
    needs: ['management'],
    async check(context) {
      const { management, memberId } = managed(context);
      const subject = { context, ...named(management, memberId) };
      await checkConflict(subject, await changeableRegion(subject), change, opposite(change));
    },
  });
}

/** A change that is pending in one account is none in another, whichever of the two the caller names. */
const pendingElsewhere = rule({
  id: 'context/pending-elsewhere',
  level: 'must',
  since: '0.1.0',
  statement:
    "While a region changes in the management account it may be changed in a member's, and the other way round.",
  source: guide(MODES, 'EnableRegion'),
  operations: REGION_OPERATIONS,
  needs: ['management'],
  async check(context) {
    const { management, memberId } = managed(context);
    const mine: RuleSubject = { context, ...own(management) };
    const theirs: RuleSubject = { context, ...named(management, memberId) };
    const region = await changeableRegion(mine);
    for (const change of loadLifecycle().transitions) {
      for (const order of [
        [mine, theirs],
        [theirs, mine],
      ]) {
        for (const subject of order) await startAt(subject, region, change);
        for (const { caller, account } of order)
          await caller.expect(change.request, { ...account, RegionName: region }).toSucceed();
        for (const subject of order) await completes(subject, region, change);
      }
    }
  },
});

/** Whoever may not act on an account does not learn from a refusal that a region changes there. */
const deniedWhilePending = rule({
  id: 'context/denied-while-pending',
  level: 'must',
  since: '0.1.0',
  statement:
    'A member that names another account is denied a change of a region there also while that region is changing.',
  source: guide(MODES, 'EnableRegion › Errors › AccessDeniedException'),
  operations: REGION_OPERATIONS,
  needs: ['member'],
  accounts: 'default caller and organizations',
  async check(context) {
    const { member, ids } = plainMember(context);
    const [owner] = ids.flatMap((id) => ownerOf(context, id) ?? []);
    if (!owner) throw new Blocked('needs the identity of an account that the member may not act on');
    const subject = { context, ...owner };
    const region = await changeableRegion(subject);
    const input = { AccountId: owner.caller.accountId, RegionName: region };
    for (const change of loadLifecycle().transitions) {
      for (const { request } of loadLifecycle().transitions) {
        await startAt(subject, region, change);
        await owner.caller.expect(change.request, { RegionName: region }).toSucceed();
        await member.expect(request, input).toBeRefused('AccessDeniedException');
        await completes(subject, region, change);
      }
    }
  },
});

export const pendingRules: readonly Rule[] = [
  ...loadLifecycle().transitions.map(conflictOfMember),
  pendingElsewhere,
  deniedWhilePending,
];
