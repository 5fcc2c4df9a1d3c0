import * as fc from 'fast-check';
import type { IntegerShape, Operation } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { textAnomaly, withRawMember, type JsonAnomaly } from './json-anomaly.ts';

/** How numbers can be written, for each integer member of the contract. */
export function numberForms(operations: readonly Operation[]): readonly JsonAnomaly[] {
  const integers = new Map<string, IntegerShape>();
  for (const { input } of operations) {
    for (const [name, { shape }] of Object.entries(input.members)) {
      if (shape.kind === 'integer') integers.set(name, shape);
    }
  }
  return [...integers].flatMap(([name, shape]) => formsOf(name, shape));
}

function formsOf(name: string, shape: IntegerShape): readonly JsonAnomaly[] {
  const usual = shape.minimum ?? 1;
  const form = (
    id: string,
    title: string,
    refused: JsonAnomaly['refused'],
    raws: readonly string[],
  ): JsonAnomaly =>
    textAnomaly(
      `number-${id}-${name}`,
      `${name} is written ${title}`,
      refused,
      (valid) => fc.constantFrom(...raws).map((raw) => withMember(valid, name, raw)),
      ({ input }) => input.members[name]?.shape === shape,
    );
  return [
    form('decimal', 'with a fraction of zero', 'contested', [`${usual}.0`, `${usual}.00000`]),
    form('exponent', 'with an exponent', 'contested', [`${usual}e0`, `${usual}E+0`, `${usual}0e-1`]),
    form('negative-zero', 'as negative zero', 'contested', ['-0', '-0.0']),
    form('fraction', 'with a fraction', 'must', [`${usual}.5`, `${usual}.000001`, '15e-1']),
    form('huge', 'beyond what doubles hold', 'must', [
      '9007199254740993',
      '18446744073709551617',
      '-9007199254740993',
      '1e308',
      '1e400',
      '-1e400',
      '9'.repeat(400),
    ]),
    form('tiny', 'next to zero', 'must', ['1e-400', '1e-308', '0.5']),
    form('no-number', 'as no JSON number', 'must', [
      'NaN',
      'Infinity',
      '-Infinity',
      `0${usual}`,
      `+${usual}`,
      `${usual}.`,
      '.5',
      '0x1',
      '1_0',
      '1e',
      '--1',
      `${usual}n`,
    ]),
    form('quoted', 'as text', 'must', [`"${usual}"`, '""', '"NaN"', '"1.0"']),
  ];
}

function withMember(valid: JsonObject, name: string, raw: string): string {
  const { [name]: _, ...others } = valid;
  return withRawMember(others, name, raw);
}
