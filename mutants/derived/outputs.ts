import type { Member, Shape } from '../../spec/contract.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import { obligationId, obligationsOf, pathText } from '../../spec/obligations.ts';
import type { Mutant } from '../mutant.ts';
import { changeAt } from './change-at.ts';
import type { Derivation } from './derivation.ts';
import type { OutputPlace } from './output-places.ts';

type Members = Readonly<Record<string, Member>>;

/** The invariant that holds successes against their shape. */
const OUTPUT_SHAPE = 'wire/output-shape';

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
      rule: OUTPUT_SHAPE,
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

/**
 * What reads the member back: the obligation that stores it, where there is one; for a token, the bound of the page
 * size; else that the operation answers a usual request.
 */
function readingRule({ contract, operation, path }: OutputPlace): string {
  const name = path.at(-1) ?? '';
  const writers = Object.values(contract.operations).filter(
    ({ changes }) => changes !== null && changes === operation.reads,
  );
  const stored = obligationsOf(contract).filter(
    (one) =>
      one.side === 'accepts' &&
      one.level === 'must' &&
      one.unobservable === undefined &&
      one.path.length === path.length - (one.path.length === 1 && path.length === 2 ? 1 : 0) &&
      one.path.at(-1) === name &&
      one.constraint !== 'optional' &&
      writers.some((writer) => writer.name === one.operation && writer.changes !== 'region'),
  );
  const [first] = stored;
  if (first) return first.id;
  const pageSize = Object.entries(operation.input.members).find(([, { shape }]) => shape.kind === 'integer');
  const isToken = operation.input.members[name]?.shape.kind === 'string' && pageSize !== undefined;
  if (isToken) return obligationId(operation.name, [pageSize[0]], 'minimum', 'accepts');
  return obligationId(operation.name, ['AccountId'], 'optional', 'accepts');
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
