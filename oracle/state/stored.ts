import type { StringShape, StructureShape } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { memberOf, textOf } from '../input/json-object.ts';
import { perText, judgeText, withoutOuter } from '../input/text-verdict.ts';

/** A stored contact: for each member the forms in which it may come back; `null`: left out. */
export interface Stored {
  readonly members: Readonly<Record<string, readonly (string | null)[]>>;
  /** Whether the texts were put by a call that was seen; otherwise they were only read and are not shown. */
  readonly written: boolean;
}

/** Rulings of the contract in whose zones a value may be changed when it is stored. */
const CASE_RULING = 'country-code';
const ADDRESS_RULING = 'primary-email-form';
const START = [/^\s+/u, /^[\s\p{Cc}]+/u, /(?!)/u];
const END = [/\s+$/u, /[\s\p{Cc}]+$/u, /(?!)/u];

/** A further form in which a service gives the texts of a member every time. */
export interface ToleratedForm {
  readonly kind: string;
  /** The member, as a path with dots whose last name counts; `null`: it is about no member. */
  readonly member: string | null;
  readonly form: string | null;
}

/** What may be stored after a put of these members. */
export function storedFrom(
  shape: StructureShape,
  values: JsonObject,
  tolerated: readonly ToleratedForm[] = [],
): Stored {
  const members: Record<string, readonly (string | null)[]> = {};
  for (const name of Object.keys(shape.members)) {
    const member = shape.members[name];
    if (member?.shape.kind !== 'string') continue;
    const text = textOf(values, name);
    const forms = text === undefined ? ABSENT : formsOf(member.shape, text);
    members[name] = tolerated.length === 0 ? forms : withTolerated(name, forms, tolerated);
  }
  return { members, written: true };
}

/** The forms with the further one in which this service gives the member. */
function withTolerated(
  name: string,
  forms: readonly (string | null)[],
  tolerated: readonly ToleratedForm[],
): readonly (string | null)[] {
  const more = tolerated
    .filter(({ member }) => member?.split('.').at(-1) === name)
    .flatMap(({ kind, form }): (string | null)[] => {
      if (kind === 'member-absent') return [null];
      if (kind !== 'text-case') return [];
      const cased = (text: string) => (form === 'upper' ? text.toUpperCase() : text.toLowerCase());
      return forms.map((text) => (text === null ? null : cased(text)));
    });
  return more.length === 0 ? forms : [...new Set([...forms, ...more])];
}

const ABSENT: readonly null[] = [null];

/**
 * The forms in which a text may come back. Outer white space may be cut, a country code may be upper-cased, an
 * unusual primary e-mail address may come in another case, a lone surrogate may be replaced; everything else comes
 * back unchanged.
 */
const formsOf = perText((shape: StringShape, text: string): readonly (string | null)[] => {
  const bare = withoutOuter(text);
  const outer = bare !== text;
  const formed = text.isWellFormed();
  if (!outer && formed && shape.zones.length === 0) return [text];
  const forms = new Set<string | null>([text]);
  if (!formed) forms.add(text.toWellFormed());
  if (outer) for (const form of trimmed(text)) forms.add(form === '' ? null : form);
  if (outer && forms.has(null)) forms.add('');
  if (judgeText(shape, bare).because === CASE_RULING) {
    for (const form of forms) if (form !== null) forms.add(form.toUpperCase());
  }
  if (mayChangeCase(shape, text)) {
    for (const form of forms) if (form !== null) for (const other of otherCases(form)) forms.add(other);
  }
  return [...forms];
});

function mayChangeCase(shape: StringShape, text: string): boolean {
  const isAddress = shape.zones.some(({ ruling }) => ruling === ADDRESS_RULING);
  return isAddress && judgeText(shape, text).acceptance !== 'must';
}

function otherCases(address: string): string[] {
  const host = address.lastIndexOf('@') + 1;
  const lowerHost = address.slice(0, host) + address.slice(host).toLowerCase();
  return [address.toLowerCase(), address.toUpperCase(), lowerHost];
}

function trimmed(text: string): string[] {
  return START.flatMap((start) => END.map((end) => text.replace(start, '').replace(end, '')));
}

/**
 * Why the contact in an answer is not the stored one, in words; `null`: it is. Members that the shape does not know
 * are ignored; those of `except` are judged elsewhere.
 */
export function differenceFrom(stored: Stored, found: JsonObject, except: string | null): string | null {
  for (const name of Object.keys(stored.members)) {
    if (name === except) continue;
    const forms = stored.members[name] ?? ABSENT;
    const value = memberOf(found, name);
    if (value !== undefined && typeof value !== 'string') return `${name} is not a text`;
    if (!forms.includes(value ?? null)) return difference(name, forms, value ?? null, stored.written);
  }
  return null;
}

function difference(
  name: string,
  forms: readonly (string | null)[],
  value: string | null,
  written: boolean,
): string {
  const expected = forms.map((form) => (form === null ? 'no value' : shown(form, written))).join(' or ');
  return `${name} is ${value === null ? 'missing' : `another text of length ${value.length}`}, not ${expected}`;
}

function shown(form: string, written: boolean): string {
  return written ? JSON.stringify(form) : 'what was read before';
}

/** What is stored where a read showed this contact; `null` where it cannot be one. */
export function storedAsRead(
  shape: StructureShape,
  required: readonly string[],
  found: JsonObject,
): Stored | null {
  const members: Record<string, readonly (string | null)[]> = {};
  for (const [name, member] of Object.entries(shape.members)) {
    if (member.shape.kind !== 'string') continue;
    const value = memberOf(found, name);
    if (value === undefined && required.includes(name)) return null;
    if (value !== undefined && typeof value !== 'string') return null;
    members[name] = [value ?? null];
  }
  return { members, written: false };
}
