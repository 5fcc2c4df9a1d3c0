import type { Operation } from '../../spec/contract.ts';
import type { Obligation } from '../../spec/obligations.ts';
import type { RuleContext } from '../../harness/context.ts';
import { managedMember } from '../../harness/default-caller.ts';
import { type SubjectInput, memberSubject, usualSubject } from '../../harness/usual-subject.ts';

/** Whether requests name a member, where there is one to name. */
export function actsOnMember({ path, constraint }: Obligation): boolean {
  return path[0] === 'AccountId' && constraint !== 'optional' && constraint !== 'null';
}

/** The usual subject; for an AccountId, a management account on a member, where there is one. */
export async function subjectFor(
  context: RuleContext,
  operation: Operation,
  obligation: Obligation,
): Promise<SubjectInput> {
  const named = actsOnMember(obligation) && managedMember(context.target) !== null;
  const { path } = obligation;
  return named ? memberSubject(context, operation, path) : usualSubject(context, operation, path);
}
