import type { Contract, ErrorDefinition, Operation } from '../../spec/contract.ts';
import { changeAt, deriveAt, wrongErrorOf, type Derivation } from './derivation.ts';
import type { InputPlace } from './input-places.ts';

/** The operations' paths and success statuses, the statuses of the errors, and the names on the wire, each exchanged. */
export function answerFaults(contract: Contract): Derivation[] {
  return [
    ...Object.values(contract.operations).flatMap((operation) => operationFaults(contract, operation)),
    ...contract.errors.map((error, index) => statusFault(contract, error, index)),
    ...wireFaults(contract),
  ];
}

function operationFaults(contract: Contract, { name, path, successStatus }: Operation): Derivation[] {
  const common = { kind: 'derived' as const };
  const keys = ['operations', name];
  const lower = path.toLowerCase();
  return [
    {
      ...common,
      id: `derived/${name}/path/in-lower-case`,
      fault: `${name} is served at ${lower}.`,
      rule: `errors/implemented/${name}`,
      options: { contract: changeAt(contract, [...keys, 'path'], () => lower) },
    },
    {
      ...common,
      id: `derived/${name}/success-status/created`,
      fault: `${name} succeeds with status ${successStatus + 1}.`,
      rule: 'wire/success-status',
      because: `${successStatus + 1}`,
      options: { contract: changeAt(contract, [...keys, 'successStatus'], () => successStatus + 1) },
    },
  ];
}

/** Why no request of the suite's makes the service answer with an error. */
function unprovoked(contract: Contract, error: ErrorDefinition): string | null {
  const { scope, statuses, provokedBy } = error;
  const anyName = contract.errors.some(
    (one) => one.name === null && String(one.provokedBy) === String(provokedBy) && provokedBy.length > 0,
  );
  if (anyName) return 'the status is the part that refuses to choose: the contract only allows it';
  if (statuses.every((status) => status >= 500)) return 'no request makes a working service fail';
  if (scope === 'common') return 'the operations’ own errors are answered in its place';
  if (scope === 'signing' || provokedBy.includes('signature'))
    return 'several statuses and names are right: the written mutants refuse signatures wrongly';
  if (provokedBy.includes('rate')) return 'answered only by a service that enforces quotas';
  return null;
}

const QUOTA_ERROR = 429;

function statusFault(contract: Contract, error: ErrorDefinition, index: number): Derivation {
  const { name, statuses } = error;
  const id = `derived/errors/${error.scope}/${name ?? statuses.join('-or-')}/status-exchanged`;
  const reason =
    unprovoked(contract, error) ??
    (statuses.includes(QUOTA_ERROR) ? 'answered only by a service that enforces quotas' : null);
  if (reason !== null) return { id, reason };
  const allowed = contract.errors
    .filter((one) => one.name === name || one.name === null)
    .flatMap((one) => one.statuses);
  const wrong =
    contract.errors
      .flatMap((one) => one.statuses)
      .find((status) => status < 500 && !allowed.includes(status)) ?? 0;
  return {
    id,
    fault: `${name} comes with status ${wrong}.`,
    kind: 'derived',
    rule: 'errors/documented',
    because: `${name} comes with status ${wrong}`,
    options: { contract: changeAt(contract, ['errors', String(index), 'statuses'], () => [wrong]) },
  };
}

function wireFaults(contract: Contract): Derivation[] {
  const { wire } = contract;
  const changed = (key: keyof Contract['wire'], value: unknown) => ({
    kind: 'derived' as const,
    options: { contract: changeAt(contract, ['wire', key], () => value) },
  });
  return [
    {
      id: 'derived/wire/content-type/text',
      fault: 'JSON is sent as plain text.',
      rule: 'wire/output-media-type',
      because: 'text/plain',
      ...changed('contentType', 'text/plain'),
    },
    {
      id: 'derived/wire/error-header/renamed',
      fault: 'The error name is in another header.',
      rule: 'errors/name-findable',
      because: 'without an error name',
      ...changed('errorHeader', `${wire.errorHeader}s`),
    },
    {
      id: 'derived/wire/message-member/renamed',
      fault: 'The message of an error is in another member.',
      rule: 'errors/body',
      ...changed('messageMembers', ['text']),
    },
    {
      id: 'derived/wire/request-id-header/renamed',
      fault: 'The request id is in another header.',
      rule: 'wire/request-id',
      because: 'missing',
      ...changed('requestIdHeader', `${wire.requestIdHeader}s`),
    },
  ];
}

/** The name under which a wrong value is refused, exchanged for another error of the operation. */
export function refusalNameFaults(place: InputPlace): Derivation[] {
  const { shape, member } = place;
  const wrong = wrongErrorOf(place);
  const broken = [...(member?.required ? ['required'] : []), ...constraintsOf(place)];
  const name = { refusedAs: [wrong] };
  return broken.map((constraint) =>
    deriveAt(place, {
      constraint,
      side: 'refuses',
      what: 'renamed',
      fault: `is refused with ${wrong} when it breaks "${constraint}"; so is every wrong ${shape.name}`,
      shape: name,
      because: wrong,
    }),
  );
}

function constraintsOf({ shape }: InputPlace): string[] {
  if (shape.kind === 'integer')
    return [shape.minimum === null ? [] : ['minimum'], shape.maximum === null ? [] : ['maximum']].flat();
  if (shape.kind !== 'string') return [];
  return [
    (shape.minLength ?? 0) > 0 ? ['min-length'] : [],
    shape.maxLength === null ? [] : ['max-length'],
    shape.enum ? ['enum'] : shape.pattern === null ? [] : ['pattern'],
  ].flat();
}
