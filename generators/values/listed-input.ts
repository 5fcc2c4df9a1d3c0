import type { Contract, Member, Operation, Shape, StringShape, StructureShape } from '../../spec/contract.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import { loadPlausible } from '../../spec/load-plausible.ts';
import { judgeText, scalarCount } from '../../oracle/input/text-verdict.ts';
import { operationOf } from './input.ts';

/** What the lists of the contract cannot know. */
export interface ListedOptions {
  /** Names that RegionName is chosen from. */
  readonly regions: readonly string[];
  /** Sent as the password for a new primary e-mail address. */
  readonly oneTimePassword?: string;
}

/**
 * The valid inputs of an operation by number, without an account, from the plausible lists of the contract and so the same on every
 * target and for every seed. Every other one has all optional members: of what changes something the first,
 * of a read the second.
 */
export function listedInput(
  contract: Contract,
  operation: string,
  at: number,
  options: ListedOptions,
): JsonObject {
  const { input, changes } = operationOf(contract, operation);
  return structureAt(input, at, options, isWhole(at, changes));
}

function isWhole(at: number, changes: Operation['changes']): boolean {
  return (at % 2 === 0) === (changes !== null);
}

/** Further valid texts of a shape, for one that was refused. */
export function listedTexts(shape: StringShape, most: number): string[] {
  const found = new Set<string>();
  const all = shape.enum ?? textsOf(shape);
  for (const text of all) {
    if (judgeText(shape, text).acceptance === 'must') found.add(text);
    if (found.size === most) break;
  }
  return [...found];
}

function structureAt(shape: StructureShape, at: number, options: ListedOptions, whole: boolean): JsonObject {
  const place = placeAt(shape, at);
  const met: Shape[] = [];
  const entries = Object.entries(shape.members).flatMap(([name, member]): [string, Json][] => {
    if (!whole && !isRequired(member, place)) return [];
    // Members of one shape get different values, so that it shows which is which.
    const alike = met.filter(({ name: other }) => other === member.shape.name).length;
    met.push(member.shape);
    const value = place[name] ?? valueAt(member.shape, at + alike, options, whole);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(entries);
}

function isRequired({ required, requiredWhen }: Member, place: JsonObject): boolean {
  const trigger = requiredWhen && place[requiredWhen.member];
  return required || (typeof trigger === 'string' && requiredWhen?.oneOf.includes(trigger) === true);
}

function valueAt(shape: Shape, at: number, options: ListedOptions, whole: boolean): Json | undefined {
  switch (shape.kind) {
    case 'structure':
      return structureAt(shape, at, options, whole);
    case 'integer':
      return shape.maximum ?? shape.minimum ?? at;
    case 'list': {
      const { member } = shape;
      return member.kind === 'string' && member.enum ? [...member.enum] : undefined;
    }
    case 'string':
      return textAt(shape, at, options);
  }
}

function textAt(shape: StringShape, at: number, options: ListedOptions): string | undefined {
  switch (shape.format) {
    case 'region-name':
      return nth(options.regions, at);
    case 'account-id':
    case 'page-token':
      return undefined;
    case 'one-time-password':
      return options.oneTimePassword ?? 'A1b2C3';
    case null:
      return nth(listedTexts(shape, MOST_TEXTS), at);
  }
}

const MOST_TEXTS = 12;

function nth<T>(list: readonly T[], at: number): T | undefined {
  return list[at % list.length];
}

/** Texts of a shape in the order in which they are tried. */
function textsOf({ name, minLength }: StringShape): string[] {
  const { forms, texts, words } = loadPlausible();
  const { [name]: form } = forms;
  if (form === undefined)
    return (texts[name] ?? words).filter((text) => scalarCount(text) >= (minLength ?? 0));
  return { mail: mails, phone: phones, web: webs }[form]();
}

/** A name with capitals first, so that it shows whether case is kept. */
function mails(): string[] {
  const { domains, words } = loadPlausible();
  return words.flatMap((word, at) => {
    const { name = '' } = domains[at % domains.length] ?? {};
    return [`${word}.User@${name}`, `${word.toLowerCase()}@${name}`];
  });
}

function webs(): string[] {
  const { domains } = loadPlausible();
  return domains.flatMap(({ name }) => [`https://www.${name}/`, `https://${name}`, `http://${name}/`]);
}

/** The forms of each country, first as they are written, then without blanks. */
function phones(): string[] {
  return loadPlausible().phones.flatMap(({ forms: [first = ''] }) => {
    const written = filled(first);
    return [written, written.replaceAll(/[ ()]/gu, '')];
  });
}

function filled(form: string): string {
  let digit = 0;
  return form.replaceAll('#', () => String((digit += 1) % 10));
}

/** The members of a place with a number of its country; empty where the structure is about none. */
function placeAt(shape: StructureShape, at: number): JsonObject {
  const { places, phones: numbers, forms } = loadPlausible();
  const usual = places.filter(
    ({ members, onRequest }) => !onRequest && Object.keys(members).every((name) => name in shape.members),
  );
  const place = nth(usual, at);
  if (!place) return {};
  const phone = Object.entries(shape.members).find(
    ([, { shape: text }]) => forms[text.name] === 'phone',
  )?.[0];
  const [form = ''] = numbers.find(({ country }) => country === place.phoneOf)?.forms ?? [];
  return phone === undefined ? place.members : { ...place.members, [phone]: filled(form) };
}
