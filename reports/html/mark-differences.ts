import { markup, type Markup } from './markup.ts';

const MOST_TOKENS = 400;
/** Texts with less in common than this share are plainly different; marks would only be noise. */
const LEAST_IN_COMMON = 0.2;

/** Two texts with the words marked that the other does not have at this place. */
export function markDifferences(expected: string, actual: string): { expected: Markup; actual: Markup } {
  const [left, right] = [tokensOf(expected), tokensOf(actual)];
  if (left.length > MOST_TOKENS || right.length > MOST_TOKENS) return plain(expected, actual);
  const { keptLeft, keptRight } = longestCommon(left, right);
  const words = (tokens: readonly string[], kept: ReadonlySet<number>) =>
    tokens.filter((token, index) => kept.has(index) && /\w/.test(token)).length;
  const shorter = Math.min(
    ...[left, right].map((tokens) => tokens.filter((token) => /\w/.test(token)).length),
  );
  if (words(left, keptLeft) < shorter * LEAST_IN_COMMON) return plain(expected, actual);
  return { expected: marked(left, keptLeft), actual: marked(right, keptRight) };
}

function plain(expected: string, actual: string): { expected: Markup; actual: Markup } {
  return { expected: markup`${expected}`, actual: markup`${actual}` };
}

function tokensOf(text: string): string[] {
  return text.match(/\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? [];
}

/** Which tokens belong to the longest common subsequence. */
function longestCommon(left: readonly string[], right: readonly string[]) {
  const width = right.length + 1;
  const lengths = new Uint16Array((left.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        left[row] === right[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const keptLeft = new Set<number>();
  const keptRight = new Set<number>();
  for (let row = 0, column = 0; row < left.length && column < right.length;) {
    if (left[row] === right[column]) {
      keptLeft.add(row);
      keptRight.add(column);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return { keptLeft, keptRight };
}

function marked(tokens: readonly string[], kept: ReadonlySet<number>): Markup {
  return markup`${tokens.map((token, index) => (kept.has(index) || token.trim() === '' ? token : markup`<mark>${token}</mark>`))}`;
}
