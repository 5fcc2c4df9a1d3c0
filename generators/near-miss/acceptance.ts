import * as fc from 'fast-check';
import type { Contract, IntegerShape, Shape, StringShape } from '../../spec/contract.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import type { Obligation } from '../../spec/obligations.ts';
import { ELEMENT, shapeAt, withValueAt } from './breaks-exactly.ts';
import { coveringTexts } from '../text/covering-texts.ts';
import { finiteTexts } from '../text/accepted-texts.ts';
import { judge } from '../values/input-faults.ts';
import { operationOf, validInput, type InputOptions } from '../values/input.ts';
import type { Variant } from '../values/variant.ts';
import { acceptedLengths, acceptedTextOfLength, reachesLength } from '../values/values.ts';
import { zoneTexts } from '../text/zone-texts.ts';

const prepared = new WeakMap<Contract, Map<string, readonly Variant<JsonObject>[]>>();

/**
 * Inputs that exercise what an accepting obligation names, one variant per value or bound; none for the refusing
 * side, and none where nothing valid is known (an account or a token that was not given).
 */
export function acceptances(
  contract: Contract,
  obligation: Obligation,
  options: InputOptions,
): readonly Variant<JsonObject>[] {
  const key = `${obligation.id} ${JSON.stringify(options)}`;
  const known = prepared.get(contract) ?? new Map<string, readonly Variant<JsonObject>[]>();
  prepared.set(contract, known);
  const variants = known.get(key) ?? build(contract, obligation, options);
  known.set(key, variants);
  return variants;
}

function build(
  contract: Contract,
  obligation: Obligation,
  options: InputOptions,
): readonly Variant<JsonObject>[] {
  if (obligation.side !== 'accepts') return [];
  const { operation, path, constraint } = obligation;
  const { input } = operationOf(contract, operation);
  const names = path.filter((step) => step !== ELEMENT);
  const inputs = validInput(contract, operation, {
    ...options,
    present: [...(options.present ?? []), names],
  });
  const isAccepted = (changed: JsonObject) => !NOT_SURELY_ACCEPTED.includes(judge(input, changed));
  if (constraint === 'optional' || constraint === 'null') {
    const replacement = constraint === 'null' ? null : undefined;
    // Where the member's absence is refused for another member's value, such inputs are left out.
    return [
      {
        label: constraint === 'null' ? 'null' : 'absent',
        arbitrary: inputs.map((full) => withValueAt(full, path, replacement)).filter(isAccepted),
      },
    ];
  }
  const shape = shapeAt(input, path);
  // Usual values are the input's own: they fit its other members.
  if (shape.kind === 'string' && isUsual(shape, constraint, options)) {
    const covering = constraint.endsWith('-length') ? [] : everyCharacter(shape, options);
    const parts = constraint.endsWith('-length') ? [] : partsOf(shape, options);
    return [
      ...Array.from({ length: covering.length > 0 ? USUAL : 1 }, (_, index) => ({
        label: index === 0 ? 'usual values' : `usual values, ${index + 1}`,
        arbitrary: inputs,
      })),
      ...parts.map((values, index) => ({
        label: `usual values of part ${index + 1} of ${parts.length}`,
        arbitrary: fc
          .tuple(inputs, fc.constantFrom(...values))
          .map(([full, value]) => withValueAt(full, path, value))
          .filter(isAccepted),
      })),
      ...covering.map((text, index) => ({
        label: `every character, text ${index + 1}`,
        arbitrary: inputs.map((full) => withValueAt(full, path, text)),
      })),
    ];
  }
  if (path.includes(ELEMENT)) {
    return valuesOf(shape, obligation, options).map(({ label, arbitrary }) => ({
      label,
      arbitrary: fc.tuple(inputs, arbitrary).map(([full, value]) => withValueAt(full, names, [value])),
    }));
  }
  return valuesOf(shape, obligation, options).map(({ label, arbitrary }) => ({
    label,
    arbitrary: fc.tuple(inputs, arbitrary).map(([full, value]) => withValueAt(full, path, value)),
  }));
}

const NOT_SURELY_ACCEPTED = ['invalid', 'contested'];
/** Parts of a long list of values, of each of which one is tried. */
const PARTS = 4;

function partsOf(shape: StringShape, { values }: InputOptions): readonly (readonly string[])[] {
  const all = values === 'any' ? (finiteTexts(shape) ?? []) : [];
  if (all.length < PARTS * USUAL) return [];
  const size = Math.ceil(all.length / PARTS);
  return Array.from({ length: PARTS }, (_, index) => all.slice(index * size, (index + 1) * size));
}

/** How many usual values of a text are tried: its form may have parts that can be left out. */
const USUAL = 6;
/** Longer texts hold more characters than there are. */
const LONG_ENOUGH = 64;

function everyCharacter(shape: StringShape, options: InputOptions): readonly string[] {
  const length = acceptedLengths(shape).findLast((one) => one <= LONG_ENOUGH);
  if (options.values !== 'any' || shape.format !== null || length === undefined) return [];
  const [valid = ''] = fc.sample(acceptedTextOfLength(shape, length, options), { seed: 1, numRuns: 1 });
  return coveringTexts(shape, valid);
}

function isUsual(shape: StringShape, constraint: string, options: InputOptions): boolean {
  if (shape.format !== null) return constraint === 'pattern' && options.accountId !== undefined;
  const oneLength = constraint.endsWith('-length') && acceptedLengths(shape).length === 1;
  return constraint === 'text' || constraint === 'pattern' || oneLength;
}

function valuesOf(shape: Shape, obligation: Obligation, options: InputOptions): readonly Variant<Json>[] {
  if (shape.kind === 'integer') return integers(shape, obligation.constraint);
  return shape.kind === 'string' ? texts(shape, obligation, options) : [];
}

function integers(shape: IntegerShape, constraint: string): Variant<Json>[] {
  const bound = constraint === 'minimum' ? shape.minimum : shape.maximum;
  return bound === null ? [] : [{ label: String(bound), arbitrary: fc.constant(bound) }];
}

function texts(
  shape: StringShape,
  { constraint, level }: Obligation,
  options: InputOptions,
): readonly Variant<Json>[] {
  if (shape.format !== null) return [];
  const lengths = acceptedLengths(shape);
  switch (constraint) {
    case 'min-length':
      return ofLength(shape, lengths[0] ?? 0, options);
    case 'max-length':
      return ofLength(shape, lengths.at(-1) ?? 0, options);
    case 'enum':
      return (shape.enum ?? []).map((value) => ({ label: value, arbitrary: fc.constant(value) }));
    case 'pattern':
    case 'text':
      return [];
    default:
      // What lies in a zone is not plausible: on such a target it may be looked at, not asked for.
      return options.values === 'plausible' && level !== 'contested' ? [] : zoneTexts(shape, constraint);
  }
}

function ofLength(shape: StringShape, length: number, options: InputOptions): Variant<Json>[] {
  if (!reachesLength(shape, length, options)) return [];
  return [{ label: `${length} characters`, arbitrary: acceptedTextOfLength(shape, length, options) }];
}
