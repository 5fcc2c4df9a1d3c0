import type { Contract, ErrorDefinition, Operation, Provocation } from '../../spec/contract.ts';
import type { Answer } from '../call.ts';

/** A class of error answers. */
export interface Refusal {
  /** `null`: any documented 4xx but the throttling ones. */
  readonly errors: readonly string[] | null;
  /** `null`: any. */
  readonly reason: string | null;
  /** Protocol errors with this cause are legal too. */
  readonly provokes: Provocation | null;
  /** Refusing in this way breaks a should. */
  readonly breaks: 'should' | null;
  /** Statuses with which it may come without a name. */
  readonly nameless?: readonly number[];
}

/** A refusal by one of these names, with their documented statuses. */
export function refusedAs(errors: readonly string[], more: Partial<Refusal> = {}): Refusal {
  return { errors, reason: null, provokes: null, breaks: null, ...more };
}

/** A refusal by one of these names that gives one of the contract's reasons. */
export function refusedWithReason(contract: Contract, errors: readonly string[]): Refusal[] {
  const shape = contract.validationDetail.members['reason']?.shape;
  const reasons = shape?.kind === 'string' ? (shape.enum ?? []) : [];
  return reasons.map((reason) => refusedAs(errors, { reason }));
}

/** A refusal without a name. */
export function namelessRefusal(statuses: readonly number[]): Refusal {
  return refusedAs([], { nameless: statuses });
}

/** Any documented refusal. */
export function refusedAnyhow(more: Partial<Refusal> = {}): Refusal {
  return { errors: null, reason: null, provokes: null, breaks: null, ...more };
}

/** A refusal in words. */
export function describeRefusal(refusal: Refusal): string {
  if (refusal.nameless) return `refused without a name (${refusal.nameless.join(' or ')})`;
  const name = refusal.errors === null ? 'any documented 4xx' : refusal.errors.join(' or ');
  return refusal.reason === null ? `refused as ${name}` : `refused as ${name} (${refusal.reason})`;
}

/** Which error answers the contract documents. */
export interface ErrorCatalogue {
  matches(refusal: Refusal, operation: Operation, answer: Answer): boolean;
  /** Too fast: nothing was done. `should`: by the name that is not the operation's own. */
  throttling(answer: Answer): 'usual' | 'should' | null;
  /** A documented failure of the service: what was done is not known. */
  serverFailure(operation: Operation, answer: Answer): boolean;
}

export function createErrorCatalogue(contract: Contract): ErrorCatalogue {
  const own = byName(contract.errors, 'operation');
  const common = byName(contract.errors, 'common');
  const protocol = contract.errors.filter((error) => error.scope === 'protocol');

  /** An operation's page wins over the common errors, so that its statuses are the only ones of that name. */
  const documented = (operation: Operation, error: string, status: number): boolean => {
    if (operation.errors.includes(error)) return own.get(error)?.includes(status) ?? false;
    return !own.has(error) && (common.get(error)?.includes(status) ?? false);
  };
  const provoked = (error: string | null, status: number, cause: Provocation): boolean =>
    protocol.some(
      (known) =>
        known.provokedBy.includes(cause) &&
        known.statuses.includes(status) &&
        (known.name === null || known.name === error),
    );
  const throttling = ({ error, status }: Answer): 'usual' | 'should' | null => {
    if (error === null || status === null) return null;
    if (error === ERRORS.throttled && own.get(error)?.includes(status)) return 'usual';
    return error === ERRORS.throttledCommon && common.get(error)?.includes(status) ? 'should' : null;
  };

  return {
    throttling,
    serverFailure: (operation, { error, status }) =>
      error !== null && status !== null && status >= 500 && documented(operation, error, status),
    matches(refusal, operation, answer) {
      const { error, status, reason } = answer;
      if (status === null || status < 400 || status > 499) return false;
      if (refusal.reason !== null && refusal.reason !== reason) return false;
      if (refusal.errors === null) {
        if (throttling(answer)) return false;
        if (error !== null && documented(operation, error, status)) return true;
        return refusal.provokes !== null && provoked(error, status, refusal.provokes);
      }
      if (error === null && refusal.nameless?.includes(status)) return true;
      if (error === null || !refusal.errors.includes(error)) return false;
      return documented(operation, error, status) || provoked(error, status, refusal.provokes ?? 'body');
    },
  };
}

function byName(
  errors: readonly ErrorDefinition[],
  scope: ErrorDefinition['scope'],
): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, readonly number[]>();
  for (const error of errors) {
    if (error.scope === scope && error.name !== null) found.set(error.name, error.statuses);
  }
  return found;
}

/** The errors that the model speaks of, as keys into the contract, which has their statuses. */
export const ERRORS = {
  conflict: 'ConflictException',
  denied: 'AccessDeniedException',
  invalid: 'ValidationException',
  notFound: 'ResourceNotFoundException',
  throttled: 'TooManyRequestsException',
  throttledCommon: 'ThrottlingException',
  unreadable: 'SerializationException',
} as const;
