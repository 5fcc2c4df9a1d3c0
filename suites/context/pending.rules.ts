import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import type { RuleSubject } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { named, own, ownerOf } from '../steps/accounts.ts';
import { managed } from '../steps/organizations.ts';
import { completes } from '../steps/region-changes.ts';
import { REGION_OPERATIONS, changeableRegion, startAt } from '../../harness/resources/region/changeable.ts';
import { Blocked } from '../../harness/errors.ts';
import { plainMember } from './other-accounts.ts';

/** A change that is pending in one account is none in another, whichever of the two the caller names. */
const pendingElsewhere = rule({
  id: 'context/pending-elsewhere',
  level: 'must',
  since: '0.1.0',
  statement:
    'A region may be changed in a member account while it is changing in the management account, and vice versa.',
  source: guide('Understanding API modes of operation', 'EnableRegion'),
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
    'A member that names another account is denied a region change there even while that region is changing.',
  source: guide('Understanding API modes of operation', 'EnableRegion › Errors › AccessDeniedException'),
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

export const pendingRules: readonly Rule[] = [pendingElsewhere, deniedWhilePending];
