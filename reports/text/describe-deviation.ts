import { escapeInvisible } from '../../results/text/escape-invisible.ts';
import type { RecordedDeviation } from '../../results/record.ts';

/** How a list of them is headed. */
export const IN_SPITE_OF = 'Judged in spite of';

/** What was tolerated and who judges it, in one safe line. */
export function describeDeviation(deviation: RecordedDeviation): string {
  const { operation, member, tolerated, ruling, ownedBy } = deviation;
  const place = member === null ? operation : `${operation} › ${member}`;
  const judge =
    ruling === null
      ? `judged by ${ownedBy.length === 0 ? 'no finding' : ownedBy.join(', ')}`
      : `left open by the ruling ${ruling}`;
  return escapeInvisible(`${place}: ${tolerated} (${judge})`);
}
