import type { Contract, Operation } from '../../spec/contract.ts';
import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import { loadQuotas } from '../../spec/load-quotas.ts';
import { obligationsOf } from '../../spec/obligations.ts';

/** One documented error of one operation: the rules that provoke it, or why none can. */
export interface ErrorTableRow {
  readonly operation: string;
  readonly error: string;
  readonly statuses: readonly number[];
  readonly rules: readonly string[];
  /** Why it cannot be provoked from outside; `null`: it can. */
  readonly reason: string | null;
}

/** Every documented error of every operation, in the order of the contract. */
export function errorTable(contract: Contract): ErrorTableRow[] {
  return Object.values(contract.operations).flatMap((operation) =>
    operation.errors.map((error) => {
      const { statuses = [] } = contract.errors.find(({ name }) => name === error) ?? {};
      const provoked = provokedBy(contract, operation, error);
      const common = { operation: operation.name, error, statuses };
      return typeof provoked === 'string'
        ? { ...common, rules: [], reason: provoked }
        : { ...common, rules: provoked, reason: null };
    }),
  );
}

function provokedBy(contract: Contract, operation: Operation, error: string): readonly string[] | string {
  switch (error) {
    case 'ValidationException':
      return obligationsOf(contract)
        .filter(({ operation: name, side, level, constraint }) => {
          const ofForm = constraint === 'type' || constraint === 'null';
          return name === operation.name && side === 'refuses' && level === 'must' && !ofForm;
        })
        .map(({ id }) => id);
    case 'AccessDeniedException':
      return [
        `context/management-own-account/${operation.name}`,
        `context/member-any-account/${operation.name}`,
      ];
    case 'ResourceNotFoundException':
      return notFound(operation);
    case 'ConflictException':
      return conflicts(operation);
    case 'TooManyRequestsException':
      return loadQuotas().rates[operation.name]
        ? [`quotas/over/${operation.name}`]
        : 'no rate is documented for it';
    default:
      return 'a failure of the service itself; that no request causes one is the invariant wire/no-server-error';
  }
}

function notFound({ name, changes, reads }: Operation): readonly string[] | string {
  if ((changes ?? reads) === 'primary-email')
    return 'every account has an address, and no source says with which error an update is missed';
  if (name === 'GetAlternateContact') return ['errors/get-absent-contact'];
  if (name === 'DeleteAlternateContact') return ['errors/delete-absent-contact', 'contacts/delete-twice'];
  return 'every account has a primary contact, and no operation removes it';
}

function conflicts({ name, changes }: Operation): readonly string[] | string {
  if (changes === 'primary-email') return 'no source says what an update is in conflict with';
  const words: Readonly<Record<string, string>> = { ENABLING: 'enabling', DISABLING: 'disabling' };
  return loadLifecycle().refusals.flatMap(({ request, from, pending, level }) =>
    pending && request === name && level === 'must' ? [`regions/opposite-request-while-${words[from]}`] : [],
  );
}
