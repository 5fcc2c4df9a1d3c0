import * as fc from 'fast-check';
import { textAnomaly, UNKNOWN_MEMBER, withRawMember, type JsonAnomaly } from './json-anomaly.ts';

const DEPTHS = [64, 500, 1000, 10_000, 50_000];
/** Characters, the smaller ones more often; the largest body stays near a megabyte. */
const SIZES = [10_000, 10_000, 10_000, 10_000, 30_000, 30_000, 100_000, 100_000, 1_000_000];

/** Bodies that are deep or large, within bounds that a test may send. */
export const sizes: readonly JsonAnomaly[] = [
  textAnomaly('deep-nesting', 'An unknown member is nested deeply', 'no-crash', (valid) =>
    fc
      .tuple(fc.constantFrom(...DEPTHS), fc.boolean())
      .map(([depth, lists]) =>
        withRawMember(
          valid,
          UNKNOWN_MEMBER,
          lists ? nested('[', '', ']', depth) : nested('{"a":', '1', '}', depth),
        ),
      ),
  ),
  textAnomaly('deep-root', 'The body is a deeply nested list', 'must', () =>
    fc.constantFrom(...DEPTHS).map((depth) => nested('[', '', ']', depth)),
  ),
  textAnomaly('unclosed-nesting', 'The body opens lists or objects and closes none', 'must', () =>
    fc
      .tuple(fc.constantFrom(...DEPTHS), fc.constantFrom('[', '{"a":'))
      .map(([depth, open]) => open.repeat(depth)),
  ),
  textAnomaly('huge-string', 'An unknown member holds a huge string', 'no-crash', (valid) =>
    fc.constantFrom(...SIZES).map((size) => withRawMember(valid, UNKNOWN_MEMBER, `"${'a'.repeat(size)}"`)),
  ),
  textAnomaly('huge-name', 'An unknown member has a huge name', 'no-crash', (valid) =>
    fc.constantFrom(...SIZES).map((size) => withRawMember(valid, 'a'.repeat(size), '1')),
  ),
  textAnomaly('huge-white-space', 'Much white space surrounds the object', 'no-crash', (valid) =>
    fc
      .tuple(fc.constantFrom(...SIZES), fc.constantFrom(' ', '\n', '\t'))
      .map(([size, blank]) => blank.repeat(size) + JSON.stringify(valid)),
  ),
];

function nested(open: string, inner: string, close: string, depth: number): string {
  return open.repeat(depth) + inner + close.repeat(depth);
}
