/** "1 rule", "3 rules". */
export function countNoun(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The text itself, or its beginning and how much was left out; lengths are UTF-16 units, no character is halved. */
export function cutText(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const kept = text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept}… (${text.length - kept.length} more characters)`;
}

/** "740 ms", "4.3 s", "2 min 5 s". */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1_000).toFixed(1)} s`;
  const total = Math.round(milliseconds / 1_000);
  return `${Math.floor(total / 60)} min ${total % 60} s`;
}

/** E.g. `3 requests were sent again (2 status 503, 1 reset)`; empty where none was. */
export function describeResent(resent: Readonly<Record<string, number>> = {}): string {
  const reasons = Object.entries(resent).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const total = reasons.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return '';
  const were = total === 1 ? 'was' : 'were';
  return `${countNoun(total, 'request')} ${were} sent again (${reasons.map(([why, count]) => `${count} ${why}`).join(', ')})`;
}
