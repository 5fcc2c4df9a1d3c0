import { expect, test } from 'vitest';
import { sampleRule } from '../../results/testing/sample-result.ts';
import { groupByReason } from './group-by-reason.ts';

const blocked = (id: string, reason: string, ...blockedBy: string[]) =>
  sampleRule(`contacts/${id}`, {
    outcome: 'blocked',
    reason,
    ...(blockedBy.length > 0 ? { blockedBy } : {}),
  });
const reasonsOf = (...rules: ReturnType<typeof blocked>[]) =>
  groupByReason(rules, 'blocked').map(({ reason, rules: members }) => [members.length, reason]);

test('a reason that differs only by a number that was drawn is one reason, told as the first has it', () => {
  const [one, other] = ['AccountId 507604148363', 'AccountId 146222141940'].map((id) => `not sent: ${id}`);
  expect(reasonsOf(blocked('a', one ?? ''), blocked('b', other ?? ''))).toEqual([[2, one]]);
  expect(reasonsOf(blocked('a', 'needs 2'), blocked('b', 'needs 3'))).toHaveLength(2);
});

test('what the finding says that blocks a rule is not said twice', () => {
  const missing = 'errors/implemented/ListRegions not implemented';
  expect(reasonsOf(blocked('a', 'not implemented by the target: ListRegions', missing))).toEqual([
    [1, `blocked by ${missing}`],
  ]);
  expect(reasonsOf(blocked('a', 'its control failed', missing))).toEqual([
    [1, `its control failed; blocked by ${missing}`],
  ]);
});
