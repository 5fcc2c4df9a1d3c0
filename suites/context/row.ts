import {
  alwaysNamesAccount,
  isOfEmail,
  type Contract,
  type Level,
  type Operation,
} from '../../spec/contract.ts';
import type { Role } from '../../spec/world.ts';
import type { RuleContext } from '../../harness/context.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { effectCheckOf } from '../../harness/resources/effect-check-of.ts';
import { guide } from '../../harness/source.ts';
import { LIST } from '../../harness/resources/region/list.ts';
import { contactKindOf } from '../steps/contact-kinds.ts';
import { REGION_READS } from '../../harness/resources/region/changeable.ts';
import { withEffectCheck } from '../../harness/usual-subject.ts';

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

/** Where the guide says whose account a call acts on, and what naming one takes. */
export const MODES = guide('Understanding API modes of operation');
export const NAMED = guide('DeleteAlternateContact › Request Body › AccountId');
export const NAMED_BY_MANAGER = guide(
  'Understanding API modes of operation',
  'DeleteAlternateContact › Request Body › AccountId',
);

/** How a caller is refused who may not act on an account. */
export const DENIED = 'AccessDeniedException';

const REGION_CHANGES = ['EnableRegion', 'DisableRegion'];

/** The rules of a row, one per operation that can name an account and whose effect can be seen. */
export function rowRules(contract: Contract, row: ContextRow): Rule[] {
  return contextOperations(contract, row).map((operation) =>
    rule({
      id: `context/${row.what}/${operation.name}`,
      level: typeof row.level === 'function' ? row.level(operation) : row.level,
      since: '0.1.0',
      statement: row.statement(operation.name),
      source: row.source,
      operations: operationsOf(operation, row.refused),
      ...(operation.name === LIST ? { judges: [LIST] } : {}),
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
