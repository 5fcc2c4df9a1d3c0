import type { Contract, Level, Operation } from '../../spec/contract.ts';
import { alwaysNamesAccount, isOfEmail } from '../../spec/operation-facts.ts';
import type { Role } from '../../spec/world.ts';
import type { Caller } from '../../harness/caller.ts';
import type { OrganizationCallers } from '../../harness/callers.ts';
import type { RuleContext } from '../../harness/context.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { Blocked } from '../../harness/errors.ts';
import { effectCheckOf } from '../../harness/resources/effect-check-of.ts';
import { withEffectCheck } from '../validation/stage-for.ts';
import { contactKindOf } from './account-contacts.ts';
import { maySend } from './account-views.ts';

/** One row of the table of whose account a call acts on; each operation makes a rule of it. */
export interface ContextRow {
  /** Second part of the rules' ids. */
  readonly what: string;
  readonly level: Level | ((operation: Operation) => Level);
  /** What holds, said of an operation by its name. */
  readonly statement: (name: string) => string;
  readonly source: string;
  readonly needs: readonly Role[];
  readonly accounts?: Rule['accounts'];
  /** Whether the call names no account. */
  readonly namesNone?: boolean;
  /** Whether the call is refused, so that reads need no region to be changed. */
  readonly refused: boolean;
  check(context: RuleContext, operation: Operation): Promise<void>;
}

/** The id of a row's rule for an operation, by its name. */
export function rowId({ what }: ContextRow, operation: string): string {
  return `context/${what}/${operation}`;
}

const REGION_READS = ['GetRegionOptStatus', 'ListRegions'];
const REGION_CHANGES = ['EnableRegion', 'DisableRegion'];

/** The rules of a row, one per operation that can name an account and whose effect can be seen. */
export function rowRules(contract: Contract, row: ContextRow): Rule[] {
  return contextOperations(contract, row).map((operation) =>
    rule({
      id: rowId(row, operation.name),
      level: typeof row.level === 'function' ? row.level(operation) : row.level,
      since: '0.1.0',
      statement: row.statement(operation.name),
      source: row.source,
      operations: operationsOf(operation, row.refused),
      ...whomItNeeds(operation, row),
      check: (context) => row.check(context, operation),
    }),
  );
}

/** Where an account has to be named, the control is a manager's call, whoever else is refused. */
function whomItNeeds(
  operation: Operation,
  { needs, accounts }: ContextRow,
): Pick<Rule, 'needs' | 'accounts'> {
  if (alwaysNamesAccount(operation)) {
    const all = [...new Set([...needs, 'management' as const])];
    return {
      needs: all,
      accounts:
        accounts === 'default caller' ? 'default caller and organizations' : (accounts ?? 'organizations'),
    };
  }
  return accounts === undefined ? { needs } : { needs, accounts };
}

/** The calls that name no account are not those of an operation that has to name one. */
function contextOperations({ operations }: Contract, { namesNone = false }: ContextRow): Operation[] {
  return Object.values(operations).filter(
    (operation) =>
      'AccountId' in operation.input.members &&
      effectCheckOf(operation) !== null &&
      !(namesNone && alwaysNamesAccount(operation)),
  );
}

function operationsOf(operation: Operation, refused: boolean): string[] {
  if (isOfEmail(operation)) return withEffectCheck(operation).operations.slice();
  const kind = contactKindOf(operation);
  if (kind) return [kind.put, kind.get, ...(operation.name === kind.remove ? [kind.remove] : [])];
  return operation.changes === null && refused ? REGION_READS : [...REGION_READS, ...REGION_CHANGES];
}

/** Whether an operation reads or changes alternate contacts. */
export function isOfAlternateContact({ changes, reads }: Operation): boolean {
  return (changes ?? reads) === 'alternate-contact';
}

/** The first organization with a management identity and a member that may be named. @throws {Blocked} without. */
export function managed(context: RuleContext): {
  organization: OrganizationCallers;
  management: Caller;
  memberId: string;
} {
  const organization = context.callers.organization(
    'a management identity and a member account that may be named',
    (one) => one.management !== null && namedMember(context, one) !== null,
  );
  return {
    organization,
    management: present(organization.management, 'a management identity'),
    memberId: present(namedMember(context, organization), 'a member account'),
  };
}

/** The same for a delegated administrator. @throws {Blocked} without. */
export function delegated(context: RuleContext): {
  organization: OrganizationCallers;
  delegate: Caller;
  memberId: string;
} {
  const organization = context.callers.organization(
    'an identity of a delegated administrator and another member account that may be named',
    (one) => one.delegate !== null && namedMember(context, one) !== null,
  );
  return {
    organization,
    delegate: present(organization.delegate, 'a delegated administrator'),
    memberId: present(namedMember(context, organization), 'a member account'),
  };
}

/** A member that is no delegate: one with credentials where there is one. */
function namedMember(context: RuleContext, { memberIds, members }: OrganizationCallers): string | null {
  const withIdentity = members.flatMap(({ accountId }) => accountId ?? []);
  return [...withIdentity, ...memberIds].find((id) => maySend(context, id)) ?? null;
}

/** @throws {Blocked} where it is missing. */
export function present<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined)
    throw new Blocked(`needs ${what}: configure it under organizations of the target`);
  return value;
}
