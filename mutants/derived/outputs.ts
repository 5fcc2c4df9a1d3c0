import type { Json, JsonObject } from '../../spec/json.ts';
import { obligationId, obligationsOf, pathText } from '../../spec/obligations.ts';
import {
  alwaysNamesAccount,
  type Member,
  type Operation,
  type Shape,
  type Contract,
} from '../../spec/contract.ts';
import type { Mutant } from '../mutant.ts';
import { changeAt, type Derivation } from './derivation.ts';

type Members = Readonly<Record<string, Member>>;

/** The invariant that holds successes against their shape. */
const OUTPUT_SHAPE = 'wire/output-shape';

/** Follows the tokens of pages of every size. */
const WALK = 'listing/every-page-size';

/** Put a contact and read it back whole: what lacks a member every time is theirs to find, and let pass by all others. */
const READ_BACK: Readonly<Record<string, string>> = {
  GetAlternateContact: 'contacts/create',
  GetContactInformation: 'primary-contact/read-back',
};

/** Changes an address, which takes two calls, and reads it back. */
const UPDATE = 'primary-email/accept';

/** Each member of an output dropped, under another name, and of another type. */
export function outputFaults(place: OutputPlace): Derivation[] {
  const { operation, path } = place;
  const name = path.at(-1) ?? '';
  const renamed = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  const common = { kind: 'derived' as const, rule: readingRule(place) };
  const id = `derived/${operation.name}/output/${pathText(path)}`;
  const where = `${operation.name}: ${pathText(path)} of the output`;
  return [
    {
      ...common,
      id: `${id}/dropped`,
      fault: `${where} is left out.`,
      options: { contract: changedMembers(place, (members) => withoutKey(members, name)) },
    },
    {
      ...common,
      id: `${id}/renamed`,
      fault: `${where} is called ${renamed}.`,
      options: { contract: changedMembers(place, (members) => renameKey(members, name, renamed)) },
      compose: writing(place, (holder) => renameKey(holder, name, renamed)),
    },
    {
      ...common,
      id: `${id}/retyped`,
      // A member that need not be stored is only there for sure where a rule stores it.
      rule: storingRule(place) ?? OUTPUT_SHAPE,
      because: name,
      fault: `${where} is of another type.`,
      options: {
        contract: changedMembers(place, (members) => ({
          ...members,
          [name]: { ...place.member, shape: otherKind(place.member.shape) },
        })),
      },
    },
  ];
}

/** What reads the member back; for a token, a walk with every page size; else that the operation answers a usual request. */
function readingRule(place: OutputPlace): string {
  const { operation, path } = place;
  const stored = storingRule(place);
  if (stored !== null) return READ_BACK[operation.name] ?? stored;
  const hasPages = Object.values(operation.input.members).some(({ shape }) => shape.kind === 'integer');
  const isToken = operation.input.members[path.at(-1) ?? '']?.shape.kind === 'string';
  if (isToken && hasPages) return WALK;
  return obligationId(
    operation.name,
    ['AccountId'],
    alwaysNamesAccount(operation) ? 'pattern' : 'optional',
    'accepts',
  );
}

/** The obligation that stores the member and reads it back, of the operation that stores the most; `null`: none. */
function storingRule({ contract, operation, path }: OutputPlace): string | null {
  if (operation.reads === 'primary-email') return UPDATE;
  const writers = Object.values(contract.operations)
    .filter(({ changes }) => changes !== null && changes !== 'region' && changes === operation.reads)
    .toSorted((one, other) => sizeOf(other) - sizeOf(one));
  const [writer] = writers;
  // An input may hold the members that the output has one level deeper.
  const inInput = [path, path.slice(1)].find(
    (tail) => writer && tail[0] !== undefined && tail[0] in writer.input.members,
  );
  if (!writer || !inInput) return null;
  const stored = obligationsOf(contract).find(
    (one) =>
      one.operation === writer.name &&
      one.side === 'accepts' &&
      one.level === 'must' &&
      one.unobservable === undefined &&
      one.constraint !== 'optional' &&
      pathText(one.path) === pathText(inInput),
  );
  return stored?.id ?? null;
}

function sizeOf({ input }: Operation): number {
  return Object.keys(input.members).length;
}

function changedMembers(place: OutputPlace, change: (members: Members) => Members) {
  return changeAt(place.contract, place.membersKeys, change);
}

function withoutKey<T>(record: Readonly<Record<string, T>>, gone: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== gone));
}

function renameKey<T>(record: Readonly<Record<string, T>>, from: string, to: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key === from ? to : key, value]));
}

/** Changes what a handler returns, at the place where the member stands. */
function writing(
  { operation, path }: OutputPlace,
  change: (holder: JsonObject) => JsonObject,
): NonNullable<Mutant['compose']> {
  return (parts) => ({
    ...parts,
    writeSuccess: (answered, output, whole) =>
      parts.writeSuccess(
        answered,
        output !== null && answered.name === operation.name
          ? (changedIn(output, path.slice(0, -1), change) as JsonObject)
          : output,
        whole,
      ),
  });
}

function changedIn(
  value: Json | undefined,
  path: readonly string[],
  change: (holder: JsonObject) => JsonObject,
): Json {
  if (value === undefined || value === null) return null;
  const [step, ...rest] = path;
  if (step === undefined) return change(value as JsonObject);
  if (step === '[]') return (value as readonly Json[]).map((element) => changedIn(element, rest, change));
  const holder = value as JsonObject;
  return { ...holder, [step]: changedIn(holder[step], rest, change) };
}

/** A shape of another JSON type. */
function otherKind(shape: Shape): Shape {
  const { name, source, refusedAs } = shape;
  const common = { name, source, refusedAs };
  if (shape.kind === 'string') return { ...common, kind: 'integer', minimum: null, maximum: null };
  return {
    ...common,
    kind: 'string',
    minLength: null,
    maxLength: null,
    pattern: null,
    enum: null,
    format: null,
    sensitive: false,
    zones: [],
  };
}

/** One member of an operation's output. */
interface OutputPlace {
  readonly contract: Contract;
  readonly operation: Operation;
  /** Member names from the output downwards; `[]` stands for any element of a list. */
  readonly path: readonly string[];
  readonly member: Member;
  /** Where the members that this is one of stand in the contract. */
  readonly membersKeys: readonly string[];
}

/** Every member of the operations' outputs, in the order of the contract. */
export function outputPlaces(contract: Contract): OutputPlace[] {
  return Object.values(contract.operations).flatMap((operation) =>
    operation.output
      ? within(contract, operation, operation.output, [], ['operations', operation.name, 'output'])
      : [],
  );
}

function within(
  contract: Contract,
  operation: Operation,
  shape: Shape,
  path: readonly string[],
  keys: readonly string[],
): OutputPlace[] {
  if (shape.kind === 'list')
    return within(contract, operation, shape.member, [...path, '[]'], [...keys, 'member']);
  if (shape.kind !== 'structure') return [];
  const membersKeys = [...keys, 'members'];
  return Object.entries(shape.members).flatMap(([name, member]) => [
    { contract, operation, path: [...path, name], member, membersKeys },
    ...within(contract, operation, member.shape, [...path, name], [...membersKeys, name, 'shape']),
  ]);
}
