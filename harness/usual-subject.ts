import type { InputOptions } from '../generators/values/input.ts';
import { alwaysNamesAccount, type Operation } from '../spec/contract.ts';
import { acceptedBefore } from './accepted-before.ts';
import { Caller } from './caller.ts';
import type { RuleContext } from './context.ts';
import { managedMember } from './default-caller.ts';
import type { Rule } from './rule.ts';
import { isFixed, readRegions } from './resources/region/catalogue.ts';
import { effectCheckOperations } from './resources/effect-check-of.ts';
import type { RuleSubject } from './subject.ts';
import { Blocked } from './errors.ts';
import { readiest } from './resources/region/readiest.ts';
import { loadLifecycle } from '../spec/load-lifecycle.ts';

export interface SubjectInput {
  readonly subject: RuleSubject;
  /** What the generators of inputs are told. */
  readonly options: InputOptions;
}

/** What a rule that proves an operation in its effect check sends, and as whom. */
export function withEffectCheck(operation: Operation): Pick<Rule, 'operations' | 'judges' | 'needs'> {
  const operations = [...new Set([operation.name, ...effectCheckOperations(operation)])];
  const sent = { operations, judges: [operation.name] };
  return alwaysNamesAccount(operation) ? { ...sent, needs: ['management'] } : sent;
}

/**
 * The default caller on its own account; a management account on a member, where an account has to be named.
 * @param question the path of the member in question; `null`: it is the request as such.
 */
export async function usualSubject(
  context: RuleContext,
  operation: Operation,
  question: readonly string[] | null = null,
): Promise<SubjectInput> {
  if (alwaysNamesAccount(operation)) return memberSubject(context, operation, question);
  return withOptions({ context, caller: context.caller, account: {} }, operation, question);
}

export async function memberSubject(
  context: RuleContext,
  operation: Operation,
  question: readonly string[] | null = null,
): Promise<SubjectInput> {
  const managed = managedMember(context.target);
  if (!managed) throw new Blocked('needs a management identity and a member account that may be named');
  const caller = new Caller(context.session, managed.management);
  return withOptions({ context, caller, account: { AccountId: managed.memberId } }, operation, question);
}

async function withOptions(
  subject: RuleSubject,
  operation: Operation,
  question: readonly string[] | null,
): Promise<SubjectInput> {
  const { values, oneTimePassword } = subject.context.target;
  const { AccountId: accountId } = subject.account;
  const options = {
    values,
    ...(typeof accountId === 'string' ? { accountId } : {}),
    ...(oneTimePassword === undefined ? {} : { oneTimePassword }),
    ...acceptedBefore(subject.context, operation, question),
    ...(await regionsOf(subject, operation)),
  };
  return { subject, options };
}

/** The regions that the operation can be called with here. @throws {Blocked} where there is none. */
export async function regionsOf(subject: RuleSubject, operation: Operation): Promise<{ regions?: string[] }> {
  if (!('RegionName' in operation.input.members)) return {};
  const { context, caller, account } = subject;
  const statuses = await readRegions(caller, account);
  const changing = operation.changes === 'region';
  const { regions: allowed } = context.target.safety;
  const names = Object.keys(statuses)
    .filter(
      (name) =>
        !changing || (!isFixed(statuses[name] ?? '') && (allowed.length === 0 || allowed.includes(name))),
    )
    .toSorted();
  const change = loadLifecycle().transitions.find(({ request }) => request === operation.name);
  const regions = changing ? readiest(subject, statuses, names, change) : names;
  if (regions.length > 0) return { regions };
  if (!changing) throw new Blocked('the target lists no region that has a name and a status');
  throw new Blocked(
    allowed.length === 0
      ? 'no region may be changed: the target lists none that is not always on'
      : `no region may be changed: the target lists none of safety.regions (${allowed.join(', ')}) that is not always on`,
  );
}
