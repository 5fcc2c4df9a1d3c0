import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject } from 'ajv';
import { parse } from 'yaml';
import { packageRoot } from '../spec/package-root.ts';

/** What a generator promises about its values. */
interface Promised<T> {
  readonly arbitrary: fc.Arbitrary<T>;
  belongs(value: T): boolean;
  /** What every value shrinks to where nothing is asked of it; absent: values of several kinds end differently. */
  readonly minimum?: T;
  /** No shrink ends at a larger value than it began with; absent: the length of the JSON text. */
  size?(value: T): number;
}

const SEEDS = [1, 2, 3, 5, 8, 13];
const RUNS = 20;

/**
 * What every generator is held to: same seed same value, all values and all shrinks in their class, shrinks that
 * get smaller and end at the minimum. Returns what is broken, in words; nothing: all holds.
 */
export function batteryProblems<T>(promised: Promised<T>): readonly string[] {
  return SEEDS.flatMap((seed) => [
    ...repeats(promised, seed),
    ...belongs(promised, seed),
    ...shrinks(promised, seed),
  ]);
}

function repeats<T>({ arbitrary }: Promised<T>, seed: number): string[] {
  const [one, other] = [1, 2].map(() => fc.sample(arbitrary, { seed, numRuns: RUNS }).map(shown).join('\n'));
  return one === other ? [] : [`seed ${seed} gives different values`];
}

function belongs<T>({ arbitrary, belongs: holds }: Promised<T>, seed: number): string[] {
  return fc
    .sample(arbitrary, { seed, numRuns: RUNS })
    .filter((value) => !holds(value))
    .map((value) => `seed ${seed}: ${shown(value)} is not in its class`);
}

function shrinks<T>(
  { arbitrary, belongs: holds, minimum, size = jsonSize }: Promised<T>,
  seed: number,
): string[] {
  const met: T[] = [];
  const details = fc.check(
    fc.property(arbitrary, (value) => {
      met.push(value);
      return false;
    }),
    { seed, numRuns: 1 },
  );
  const end = details.counterexample?.[0];
  const [start] = met;
  if (start === undefined || end === undefined) return [`seed ${seed}: nothing was drawn`];
  const outside = met.filter((value) => !holds(value));
  return [
    ...outside.map(
      (value) => `seed ${seed}: ${shown(start)} shrinks to ${shown(value)}, which is not in its class`,
    ),
    ...(size(end) > size(start) ? [`seed ${seed}: ${shown(start)} grows to ${shown(end)}`] : []),
    ...(minimum !== undefined && shown(end) !== shown(minimum)
      ? [`seed ${seed}: ${shown(start)} ends at ${shown(end)}, not at ${shown(minimum)}`]
      : []),
  ];
}

function jsonSize(value: unknown): number {
  return shown(value).length;
}

function shown(value: unknown): string {
  if (!(value instanceof Uint8Array)) return JSON.stringify(value);
  return `${value.length} bytes, SHA-256 ${createHash('sha256').update(value).digest('hex')}`;
}

const ID = 'contract';
let compiler: Ajv2020 | undefined;

/**
 * Judges a value by a schema of spec/account.openapi.yaml with ajv, which shares no code with the loader, the judge or
 * the generators. For tests only. Returns the errors; none: valid.
 */
export function schemaErrors(schema: string, value: unknown): readonly ErrorObject[] {
  compiler ??= prepare();
  const validate = compiler.getSchema(`${ID}#/components/schemas/${schema}`);
  if (!validate) throw new RangeError(`${schema}: no such schema`);
  // Asynchronous only where a schema says $async; none does.
  void validate(value);
  return validate.errors ?? [];
}

function prepare(): Ajv2020 {
  const text = readFileSync(join(packageRoot, 'spec', 'account.openapi.yaml'), 'utf8');
  const { components } = parse(text) as { components: unknown };
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addSchema({ $id: ID, components });
  return ajv;
}
