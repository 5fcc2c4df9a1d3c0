import * as fc from 'fast-check';
import { textAnomaly, type JsonAnomaly } from './json-anomaly.ts';
import { jsonTokens } from './json-tokens.ts';

/** Bodies that end too early or go on too long. */
export const truncations: readonly JsonAnomaly[] = [
  textAnomaly('truncated-at-token', 'The body ends after one of its tokens', 'must', (valid) => {
    const text = JSON.stringify(valid);
    return fc.constantFrom(...structuralCuts(text)).map((end) => text.slice(0, end));
  }),
  textAnomaly(
    'truncated-within-token',
    'The body ends within a name, a text or a literal',
    'must',
    (valid) => {
      const text = JSON.stringify(valid);
      const inside = jsonTokens(text).filter(({ text: token }) => token.length > 1);
      const cuts = inside.flatMap(({ start, end }) => [start + 1, Math.floor((start + end) / 2), end - 1]);
      return fc
        .constantFrom(...(cuts.length > 0 ? cuts : structuralCuts(text)))
        .map((end) => text.slice(0, end));
    },
  ),
  textAnomaly('beginning-cut-off', 'The body lacks its beginning', 'must', (valid) =>
    fc.constant(JSON.stringify(valid).slice(1)),
  ),
  textAnomaly('trailing-garbage', 'Something follows the object', 'must', (valid) =>
    fc
      .constantFrom(
        'x',
        '}',
        ']',
        ',',
        '{}',
        ' null',
        '\n{"a":1}',
        '\u0000',
        '//',
        '"',
        ' 0',
        JSON.stringify(valid),
      )
      .map((garbage) => JSON.stringify(valid) + garbage),
  ),
  textAnomaly('leading-garbage', 'Something precedes the object', 'must', (valid) =>
    fc
      .constantFrom('x', ',', ")]}',\n", 'null ', '0 ', '\u0000', 'for(;;);')
      .map((garbage) => garbage + JSON.stringify(valid)),
  ),
];

/** Every place of a JSON text at which a token ends, but the last: what stands before is no JSON value. */
export function structuralCuts(text: string): readonly number[] {
  return jsonTokens(text)
    .map(({ end }) => end)
    .slice(0, -1);
}
