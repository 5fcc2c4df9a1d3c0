import * as fc from 'fast-check';
import type { IntegerShape, Member, Shape, StringShape, StructureShape } from '../../spec/contract.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import { isObject } from './input-faults.ts';
import { judgeText } from './judge-text.ts';
import { acceptedText, type ValueOptions } from './values.ts';
import { loadPlausible } from '../../spec/load-plausible.ts';

export interface StructureOptions extends ValueOptions {
  readonly accountId: string | null;
  readonly regions: readonly string[];
  readonly oneTimePassword: string | null;
  readonly fixed: JsonObject;
  readonly present: readonly (readonly string[])[];
  readonly shortestList: number;
}

type Values = fc.Arbitrary<Json>;
const LONGEST_LIST = 5;
const known = new WeakMap<StructureShape, Map<string, fc.Arbitrary<JsonObject>>>();

/** Values of a structure that must be accepted as far as form goes; one arbitrary per shape and options. */
export function structureValue(shape: StructureShape, options: StructureOptions): fc.Arbitrary<JsonObject> {
  const key = JSON.stringify(options);
  const made = known.get(shape) ?? new Map<string, fc.Arbitrary<JsonObject>>();
  known.set(shape, made);
  const arbitrary = made.get(key) ?? build(shape, options);
  made.set(key, arbitrary);
  return arbitrary;
}

function build(shape: StructureShape, options: StructureOptions): fc.Arbitrary<JsonObject> {
  const entries = Object.entries(shape.members).flatMap(([name, member]) => {
    const values = memberValue(shape, name, member, options);
    return values ? [{ name, member, values, keep: keepOf(name, member, options) }] : [];
  });
  const place = options.values === 'plausible' ? plausiblePlace(shape, options.fixed) : null;
  const drawn = fc.tuple(
    place ?? fc.constant({}),
    ...entries.map(({ values, keep }) => fc.tuple(keep, values)),
  );
  return drawn.map(([placed, ...members]) => {
    const all: Record<string, Json> = {};
    for (const [at, { name }] of entries.entries()) {
      const value = options.fixed[name] === undefined ? (placed as JsonObject)[name] : undefined;
      all[name] = value ?? members[at]?.[1] ?? null;
    }
    const kept = entries.filter(({ name, member }, at) => members[at]?.[0] || isRequired(name, member, all));
    return Object.fromEntries(kept.map(({ name }) => [name, all[name] ?? null]));
  });
}

function isRequired(name: string, { required, requiredWhen }: Member, owner: JsonObject): boolean {
  const trigger = requiredWhen && owner[requiredWhen.member];
  return (
    required ||
    (typeof trigger === 'string' && requiredWhen?.oneOf.includes(trigger) === true && name in owner)
  );
}

function keepOf(name: string, member: Member, options: StructureOptions): fc.Arbitrary<boolean> {
  const format = member.shape.kind === 'string' ? member.shape.format : null;
  const always = member.required || format === 'account-id' || options.fixed[name] !== undefined;
  return always || options.present.some(([first]) => first === name) ? fc.constant(true) : fc.boolean();
}

function memberValue(
  owner: StructureShape,
  name: string,
  member: Member,
  options: StructureOptions,
): Values | null {
  const fixed = options.fixed[name];
  if (fixed !== undefined && !(member.shape.kind === 'structure' && isObject(fixed)))
    return fc.constant(fixed);
  const nested: StructureOptions = {
    ...options,
    fixed: isObject(fixed) ? fixed : {},
    present: options.present.flatMap(([first, ...rest]) => (first === name && rest.length > 0 ? [rest] : [])),
  };
  const triggers = Object.values(owner.members).flatMap(({ requiredWhen }) =>
    requiredWhen?.member === name ? requiredWhen.oneOf.filter((value) => isSure(member.shape, value)) : [],
  );
  const values = shapeValue(member.shape, nested);
  if (values === null || triggers.length === 0 || options.values === 'plausible') return values;
  // Values that make another member required are few among all; they are drawn more often.
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 2, arbitrary: values },
    { weight: 1, arbitrary: fc.constantFrom(...triggers) },
  );
}

function isSure(shape: Shape, value: string): boolean {
  return shape.kind === 'string' && judgeText(shape, value) === 'must';
}

/** Values of any shape; `null`: nothing of this shape can be sent, such as a page token. */
function shapeValue(shape: Shape, options: StructureOptions): Values | null {
  switch (shape.kind) {
    case 'string':
      return textValue(shape, options);
    case 'integer':
      return integerValue(shape);
    case 'list': {
      const member = shapeValue(shape.member, options);
      return (
        member &&
        fc.uniqueArray(member, { minLength: options.shortestList, maxLength: LONGEST_LIST, size: 'max' })
      );
    }
    case 'structure':
      return structureValue(shape, options);
  }
}

function textValue(shape: StringShape, options: StructureOptions): Values | null {
  switch (shape.format) {
    case 'account-id':
      return options.accountId === null ? null : fc.constant(options.accountId);
    case 'region-name':
      return fc.constantFrom(...options.regions);
    case 'page-token':
      return null;
    case 'one-time-password':
      return options.oneTimePassword === null
        ? acceptedText(shape, options)
        : fc.constant(options.oneTimePassword);
    case null:
      return acceptedText(shape, options);
  }
}

function integerValue({ minimum, maximum }: IntegerShape): Values {
  const bounds = { min: minimum ?? -(2 ** 31), max: maximum ?? 2 ** 31 - 1 };
  const edges = [bounds.min, bounds.max, bounds.min + 1, bounds.max - 1];
  return fc.oneof({ withCrossShrink: true }, fc.integer(bounds), fc.constantFrom(...edges));
}

const MOST_DIGITS = 12;

/**
 * Members of a structure that fit each other: country, state, city, postal code and a phone number for fiction.
 * Fixed members narrow the choice, where a place has them. `null`: the structure is about no place.
 */
function plausiblePlace(shape: StructureShape, fixed: JsonObject): fc.Arbitrary<JsonObject> | null {
  const { places, phones, forms } = loadPlausible();
  const about = places.filter(({ members }) => Object.keys(members).every((name) => name in shape.members));
  const fitting = about.filter(({ members }) =>
    Object.entries(members).every(([name, value]) => fixed[name] === undefined || fixed[name] === value),
  );
  const asked = Object.keys(fixed).some((name) => places.some(({ members }) => name in members));
  const chosen = (asked ? fitting : about).filter(({ onRequest }) => !onRequest || asked);
  const usual = chosen.length > 0 ? chosen : about.filter(({ onRequest }) => !onRequest);
  if (usual.length === 0) return null;
  const phoneMember = Object.entries(shape.members).find(
    ([, { shape: text }]) => forms[text.name] === 'phone',
  )?.[0];
  const digits = fc.array(fc.nat(9), { minLength: MOST_DIGITS, maxLength: MOST_DIGITS });
  return fc.tuple(fc.constantFrom(...usual), fc.nat(), digits).map(([place, which, filling]) => {
    const phoneForms = phones
      .filter(({ country }) => country === place.phoneOf)
      .flatMap((entry) => entry.forms);
    const form = phoneForms[which % phoneForms.length] ?? '';
    let next = 0;
    const phone = form.replaceAll('#', () => String(filling[next++ % MOST_DIGITS] ?? 0));
    return phoneMember === undefined ? place.members : { ...place.members, [phoneMember]: phone };
  });
}
