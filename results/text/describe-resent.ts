import { countNoun } from './count-noun.ts';

/** E.g. `3 requests were sent again (2 status 503, 1 reset)`; empty where none was. */
export function describeResent(resent: Readonly<Record<string, number>> = {}): string {
  const reasons = Object.entries(resent).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const total = reasons.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return '';
  const were = total === 1 ? 'was' : 'were';
  return `${countNoun(total, 'request')} ${were} sent again (${reasons.map(([why, count]) => `${count} ${why}`).join(', ')})`;
}
