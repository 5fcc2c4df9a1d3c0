import type { Member, Shape, StringShape, StructureShape } from '../spec/contract.ts';
import type { Json, JsonObject } from '../spec/json.ts';
import type { Dialect } from './dialects/axes.ts';
import { refusesText } from './member-freedom.ts';
import { isOnePlace } from './plausible-values.ts';
import { denied, invalid, Refusal, unreadable } from './refusal.ts';

const CONTACT_TYPE = 'AlternateContactType';
const REGION_NAME = 'RegionName';
const STATUSES = 'RegionOptStatusContains';
/** What is quoted of a name that nobody knows. */
const LONGEST_NAME = 100;

/** First pass: members of the input as the service sees them, each of its JSON type. @throws {Refusal} */
export function checkTypes(body: Json, shape: StructureShape, choices: Dialect): JsonObject {
  if (!isObject(body)) throw unreadable(choices.malformedBody, 'The body is not an object.');
  return structureOf(body, shape, choices);
}

function structureOf(value: JsonObject, shape: StructureShape, choices: Dialect): JsonObject {
  const taken: [string, Json][] = [];
  for (const [name, entry] of Object.entries(value)) {
    const member = Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
    if (!member) refuseUnknown(name, choices);
    else if (entry !== null) taken.push([name, typed(name, entry, member.shape, choices)]);
    else if (choices.nullMember === 'refused') throw unreadable(choices.wrongType, `${name} is null.`);
  }
  return Object.fromEntries(taken);
}

function refuseUnknown(name: string, { unknownMember, malformedBody }: Dialect): void {
  if (unknownMember === 'refused')
    throw unreadable(malformedBody, `${name.slice(0, LONGEST_NAME)} is not known.`);
  if (unknownMember === 'refused-as-invalid') throw invalid(name);
}

function typed(name: string, value: Json, shape: Shape, choices: Dialect): Json {
  const wrong = () =>
    keyRefusal(name, choices) ?? unreadable(choices.wrongType, `${name} is of another type.`);
  switch (shape.kind) {
    case 'structure':
      if (!isObject(value)) throw wrong();
      return structureOf(value, shape, choices);
    case 'list':
      if (!Array.isArray(value)) throw wrong();
      return (value as Json[]).map((entry) => typed(name, entry, shape.member, choices));
    case 'integer':
      if (typeof value !== 'number' || !Number.isInteger(value)) throw wrong();
      return value;
    case 'string':
      if (typeof value !== 'string') throw wrong();
      return value;
  }
}

/** Second pass: required members, lengths, patterns, values. Answers the input with the service's own spelling. @throws {Refusal} */
export function checkValues(
  input: JsonObject,
  shape: StructureShape,
  choices: Dialect,
  place = '',
): JsonObject {
  const checked: [string, Json][] = [];
  for (const [name, member] of Object.entries(shape.members)) {
    const path = `${place}${name}`;
    const value = input[name];
    if (value !== undefined) checked.push([name, checkValue(path, value, member.shape, choices)]);
    else if (isMissing(member, input, choices)) throw refusalOf(path, choices);
  }
  return Object.fromEntries(checked);
}

function isMissing({ required, requiredWhen }: Member, input: JsonObject, choices: Dialect): boolean {
  if (required) return true;
  if (!requiredWhen || choices.missingState === 'accepted') return false;
  const other = input[requiredWhen.member];
  return typeof other === 'string' && requiredWhen.oneOf.includes(other.trim().toUpperCase());
}

function checkValue(path: string, value: Json, shape: Shape, choices: Dialect): Json {
  switch (shape.kind) {
    case 'structure': {
      if (!isObject(value)) return value;
      const checked = checkValues(value, shape, choices, `${path}.`);
      if (choices.valueChecks === 'plausible' && !isOnePlace(checked))
        throw refusalOf(`${path}.PostalCode`, choices);
      return checked;
    }
    case 'list':
      return (value as readonly Json[]).map((entry) => checkValue(path, entry, shape.member, choices));
    case 'integer':
      if (Number(value) < (shape.minimum ?? -Infinity) || Number(value) > (shape.maximum ?? Infinity))
        throw refusalOf(path, choices);
      return value;
    case 'string':
      return checkText(path, value as string, shape, choices);
  }
}

function checkText(path: string, sent: string, shape: StringShape, choices: Dialect): string {
  const isNameless = choices.blankRefusal === 'nameless' && /^\s+$/.test(sent);
  if (!isNameless) return checkWords(path, sent, shape, choices);
  try {
    return checkWords(path, sent, shape, choices);
  } catch {
    throw new Refusal(400, null, `${path} is blank.`);
  }
}

function checkWords(path: string, sent: string, shape: StringShape, choices: Dialect): string {
  if (shape.enum) return checkEnum(path, sent, shape.enum, choices);
  // Identifiers are taken as they are; only what people write is trimmed.
  const isContact = shape.format === null && path !== 'AccountId';
  const text = isContact && choices.outerWhiteSpace === 'trimmed-first' ? sent.trim() : sent;
  const isLongMail = shape.zones.some(
    ({ ruling, minLength }) =>
      ruling === 'email-length' && Array.from(text).length >= (minLength ?? Infinity),
  );
  if (!keepsConstraints(text, shape, choices) || (isLongMail && choices.longMail === 'refused'))
    throw refusalOf(path, choices);
  if (isContact && refusesText(path, text, choices)) throw refusalOf(path, choices);
  return text;
}

/** Whether a text has the documented length and pattern. */
export function keepsConstraints(
  text: string,
  { minLength, maxLength, pattern }: StringShape,
  { lengthUnit }: Pick<Dialect, 'lengthUnit'>,
): boolean {
  const scalars = Array.from(text).length;
  return (
    scalars >= (minLength ?? 0) &&
    (lengthUnit === 'utf16' ? text.length : scalars) <= (maxLength ?? Infinity) &&
    (pattern === null || new RegExp(pattern, 'u').test(text))
  );
}

function checkEnum(path: string, text: string, values: readonly string[], choices: Dialect): string {
  if (values.includes(text)) return text;
  const anyCase =
    (path === CONTACT_TYPE && choices.contactTypeCase === 'accepted') ||
    (path === STATUSES && choices.statusCase === 'accepted');
  const meant = anyCase ? values.find((value) => value === text.toUpperCase()) : undefined;
  if (meant === undefined) throw refusalOf(path, choices);
  return meant;
}

function refusalOf(path: string, choices: Dialect): Refusal {
  return keyRefusal(path, choices) ?? invalid(path, choices.validationDetail);
}

/** How a member is refused that feeds a condition key of the policies: who may not, or cannot be told, comes first. */
function keyRefusal(path: string, { contactTypeRefusal, regionNameRefusal }: Dialect): Refusal | null {
  const how = path === CONTACT_TYPE ? contactTypeRefusal : path === REGION_NAME ? regionNameRefusal : '400';
  if (how === '400') return null;
  return how === '403' ? denied() : unreadable('SerializationException', `${path} cannot be read.`);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
