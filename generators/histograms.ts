import * as fc from 'fast-check';
import type { StringShape, StructureShape, Contract, Shape } from '../spec/contract.ts';
import type { JsonObject } from '../spec/json.ts';
import { isObject } from './values/input-faults.ts';
import { judgeText, scalarLength } from './values/judge-text.ts';
import { TEXT_CLASSES } from './text/grammar-text.ts';
import { acceptedLengths } from './values/values.ts';
import type { Call } from './sequences/contact-sequence.ts';

/** How often something was hit, by name, in the order in which it was counted first. */
export type Histogram = ReadonlyMap<string, number>;

/** As many samples of an arbitrary as so many rules of so many runs draw, each from a seed of its own. */
export function samplesOf<T>(arbitrary: fc.Arbitrary<T>, seeds: number, runs = 20): T[] {
  return Array.from({ length: seeds }, (_, seed) => fc.sample(arbitrary, { seed, numRuns: runs })).flat();
}

/** Texts by their length: each bound and its neighbour, and all between. Only the bounds that differ are named. */
export function lengthHistogram(shape: StringShape, texts: readonly string[]): Histogram {
  const lengths = acceptedLengths(shape);
  const names = new Map<number, string>();
  const marks: readonly (readonly [number | undefined, string])[] = [
    [lengths[0], 'shortest'],
    [lengths.at(-1), 'longest'],
    [lengths[1], 'one more'],
    [lengths.at(-2), 'one less'],
  ];
  for (const [length, name] of marks) {
    if (length !== undefined && !names.has(length)) names.set(length, name);
  }
  const between = lengths.length > names.size ? ['between'] : [];
  return counted(
    [...names.values(), ...between],
    texts.map((text) => [names.get(scalarLength(text)) ?? 'between']),
  );
}

/** Texts by the classes of characters that they hold. */
export function classHistogram(texts: readonly string[]): Histogram {
  const classes = Object.entries(TEXT_CLASSES).map(([name, members]) => ({
    name,
    members: new Set(members),
  }));
  return counted(
    classes.map(({ name }) => name),
    texts.map((text) => {
      const characters = Array.from(text);
      return classes
        .filter(({ members }) => characters.some((one) => members.has(one)))
        .map(({ name }) => name);
    }),
  );
}

/** Texts by how binding their acceptance is. */
export function verdictHistogram(shape: StringShape, texts: readonly string[]): Histogram {
  return counted(
    ['must', 'should', 'contested', 'invalid'],
    texts.map((text) => [judgeText(shape, text)]),
  );
}

/** Values by themselves. */
export function valueHistogram(values: readonly string[], drawn: readonly string[]): Histogram {
  return counted(
    values,
    drawn.map((value) => [value]),
  );
}

/** Inputs by the members that they hold, those of nested structures as `Outer.Inner`. */
export function memberHistogram(shape: StructureShape, inputs: readonly JsonObject[]): Histogram {
  return counted(
    memberNames(shape),
    inputs.map((input) => namesIn(input)),
  );
}

function memberNames(shape: StructureShape): readonly string[] {
  return Object.entries(shape.members).flatMap(([name, { shape: inner }]) => [
    name,
    ...(inner.kind === 'structure' ? memberNames(inner).map((nested) => `${name}.${nested}`) : []),
  ]);
}

function namesIn(input: JsonObject): readonly string[] {
  return Object.entries(input).flatMap(([name, value]) => [
    name,
    ...(isObject(value) ? namesIn(value).map((nested) => `${name}.${nested}`) : []),
  ]);
}

function counted(expected: readonly string[], hits: readonly (readonly string[])[]): Histogram {
  const counts = new Map(expected.map((name) => [name, 0]));
  for (const name of hits.flat()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/**
 * How often one transition of a contact type followed another in sequences that start from nothing stored. A
 * transition is the call and whether the contact was there, `Get absent`.
 */
export function transitionPairs(sequences: readonly (readonly Call[])[]): Histogram {
  const counts = new Map<string, number>();
  for (const calls of sequences) {
    const present = new Set<unknown>();
    const last = new Map<unknown, string>();
    for (const { operation, input } of calls) {
      const type = input['AlternateContactType'];
      const verb = operation.replace('AlternateContact', '');
      const transition = `${verb} ${present.has(type) ? 'present' : 'absent'}`;
      const before = last.get(type);
      if (before !== undefined) {
        const pair = `${before}, ${transition}`;
        counts.set(pair, (counts.get(pair) ?? 0) + 1);
      }
      last.set(type, transition);
      if (verb === 'Put') present.add(type);
      if (verb === 'Delete') present.delete(type);
    }
  }
  return new Map([...counts].toSorted(([one], [other]) => one.localeCompare(other)));
}

/** The texts of all inputs of a contract whose values can be made up, one per shape, in the contract's order. */
export function inputTexts(contract: Contract): readonly StringShape[] {
  const found = new Map<string, StringShape>();
  const collect = (shape: Shape): void => {
    if (shape.kind === 'string' && shape.format === null) found.set(shape.name, shape);
    if (shape.kind === 'list') collect(shape.member);
    if (shape.kind === 'structure')
      for (const { shape: inner } of Object.values(shape.members)) collect(inner);
  };
  for (const { input } of Object.values(contract.operations)) collect(input);
  return [...found.values()];
}
