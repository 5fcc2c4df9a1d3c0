import type { Shape, StringShape, Contract, Operation } from '../../spec/contract.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import { pathText, obligationId } from '../../spec/obligations.ts';
import { Refusal } from '../../reference/core/refusal.ts';
import type { Call, Handler, ServiceParts } from '../../reference/core/service-parts.ts';
import type { InputPlace } from './input-places.ts';
import { isAdded, type Mutant } from '../mutant.ts';

type Compose = (parts: ServiceParts) => ServiceParts;
type Test = (value: Json) => boolean;

/** Takes some values at a place for none at all, and never misses the member there. */
export function takenForAbsent(place: InputPlace, isTaken: Test): Compose {
  const name = pathText(place.path);
  const isHere = (shape: Shape) => shape.name === place.operation.input.name;
  return (parts) => ({
    ...standsIn(place)(parts),
    readInput: (shape, input, errorName) =>
      parts.readInput(
        shape,
        isHere(shape) ? withStandIn(place, without(input, place.path, isTaken), input, parts) : input,
        errorName,
      ),
    validate: (shape, input, whole) => {
      const faults = parts.validate(shape, input, whole);
      return isHere(shape) ? faults.filter(({ path }) => path !== name) : faults;
    },
  });
}

/** Refuses some values at a place with an error of one's choice. */
export function refusedHere(
  { operation, path }: InputPlace,
  isRefused: Test,
  errorName: (parts: ServiceParts) => string,
): Compose {
  return (parts) => ({
    ...parts,
    readInput: (shape, input, usual) => {
      if (shape.name === operation.input.name)
        without(input, path, (value) => {
          if (!isRefused(value)) return false;
          throw new Refusal(errorName(parts), `${pathText(path)} is not understood.`);
        });
      return parts.readInput(shape, input, usual);
    },
  });
}

/** Keeps what refuses blank members from refusing the empty one too. */
export function emptyIsNotBlank({ path }: InputPlace): Compose {
  const member = path.at(-1) ?? '';
  return (parts) => ({
    ...parts,
    blankMembers: (contact) =>
      parts.blankMembers(contact).filter((name) => name !== member || contact[name] !== ''),
  });
}

/** Acts on a value that there is, where the one that is given names nothing. */
export function standsIn(place: InputPlace): Compose {
  const { operation, path } = place;
  const [member] = path;
  const usual = standInOf(place);
  if (member === undefined || path.length > 1 || !usual) return (parts) => parts;
  return (parts) => {
    const handler: Handler | undefined = parts.handlers[operation.name];
    if (!handler) return parts;
    const lenient: Handler = (call, whole) => {
      const found = usual(call, call.input[member], whole);
      return handler({ ...call, input: { ...call.input, [member]: found } }, whole);
    };
    return { ...parts, handlers: { ...parts.handlers, [operation.name]: lenient } };
  };
}

/** An account that was named by another type of value is a member: the caller's own would hide the fault. */
function withStandIn(
  { path, shape }: InputPlace,
  read: JsonObject,
  given: JsonObject,
  { options }: ServiceParts,
): JsonObject {
  const [member = ''] = path;
  const taken = shape.kind === 'string' && shape.format === 'account-id' && read !== given;
  const organization = options.world.organizations.find((one) => one.trustedAccess && one.allFeatures);
  const account = organization?.members.find((id) => id !== organization.delegatedAdmin);
  return taken && account !== undefined ? { ...read, [member]: account } : read;
}

function standInOf({ operation, shape }: InputPlace) {
  if (shape.kind !== 'string') return null;
  if (operation.changes === 'primary-email') return standInForUpdate(shape);
  if (shape.format === 'region-name')
    return (call: Call, given: Json | undefined, parts: ServiceParts) =>
      wellFormed(shape, given) ? given : regionFor(call, parts);
  if (shape.format === 'page-token')
    return (_: Call, given: Json | undefined) => (wellFormed(shape, given) ? given : '');
  const { enum: values } = shape;
  if (!values) return null;
  return ({ account }: Call, given: Json | undefined, { store }: ServiceParts) =>
    typeof given === 'string' && values.includes(given)
      ? given
      : (values.find((type) => store.alternateContact(account, type)) ?? values[0] ?? '');
}

/** The address of the update that is pending, or the password that was sent to it: with others nothing is accepted. */
function standInForUpdate(shape: StringShape) {
  if (shape.format === 'account-id') return null;
  return ({ account }: Call, given: Json | undefined, { store, oneTimePassword }: ServiceParts) => {
    const pending = store.emailUpdate(account);
    if (wellFormed(shape, given) || pending === null) return given ?? '';
    return shape.format === 'one-time-password' ? oneTimePassword(account, pending) : pending;
  };
}

function wellFormed({ minLength, maxLength }: StringShape, given: Json | undefined): given is string {
  return (
    typeof given === 'string' && given.length >= (minLength ?? 0) && given.length <= (maxLength ?? Infinity)
  );
}

/** A region that the operation can act on. */
function regionFor({ operation, account }: Call, parts: ServiceParts): string {
  const from = parts.options.lifecycle.transitions.find(({ request }) => request === operation.name)?.from;
  const names = parts.regionNames(parts);
  return names.find((name) => parts.statusAt(account, name, parts) === from) ?? names[0] ?? '';
}

/** The value without what a test picks at a path; elements of a list are tested one by one. */
function without(value: JsonObject, path: readonly string[], isTaken: Test): JsonObject {
  const [name = '', next, ...rest] = path;
  const found = value[name];
  if (found === undefined) return value;
  if (next === undefined) {
    if (!isTaken(found)) return value;
    return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
  }
  if (next === '[]')
    return Array.isArray(found)
      ? { ...value, [name]: (found as readonly Json[]).filter((element) => !isTaken(element)) }
      : value;
  return typeof found === 'object' && found !== null && !Array.isArray(found)
    ? { ...value, [name]: without(found as JsonObject, [next, ...rest], isTaken) }
    : value;
}

/** Of each operation that can name an account, one that reads its id also with hyphens. */
export function accountIdFormFaults(contract: Contract): Mutant[] {
  return Object.values(contract.operations)
    .filter(({ input }) => 'AccountId' in input.members)
    .map((operation) => {
      const { name, input: shape } = operation;
      return {
        id: `derived/${name}/account-id-forms`,
        fault: `${name} accepts an account id with hyphens as the same id without them.`,
        kind: 'derived',
        rule: ruleOf(operation),
        compose: (parts) => ({
          ...parts,
          readInput: (given, input, errorName) =>
            parts.readInput(given, given.name === shape.name ? plain(input) : input, errorName),
        }),
      };
    });
}

/** The guide's operations have a rule of these forms alone; of the later ones their pattern tells. */
function ruleOf(operation: Operation): string {
  const { name } = operation;
  return isAdded(operation)
    ? obligationId(name, ['AccountId'], 'pattern', 'refuses')
    : `errors/account-id-forms/${name}`;
}

function plain(input: JsonObject): JsonObject {
  const { AccountId: id } = input;
  return typeof id === 'string' ? { ...input, AccountId: id.replaceAll('-', '') } : input;
}
