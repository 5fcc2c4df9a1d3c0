import { Caller } from '../../harness/caller.ts';
import type { RuleContext } from '../../harness/context.ts';
import type { Subject } from '../../harness/subject.ts';

/** One caller per account of which there are credentials. */
export function callersOf({ target, session }: Pick<RuleContext, 'target' | 'session'>): Caller[] {
  const first = target.identities.filter(
    ({ accountId }, at, all) =>
      accountId !== null && all.findIndex((one) => one.accountId === accountId) === at,
  );
  return first.map((identity) => new Caller(session, identity));
}

export function own(caller: Caller): Subject {
  return { caller, account: {} };
}

export function named(caller: Caller, accountId: string): Subject {
  return { caller, account: { AccountId: accountId } };
}

/** The account by its own identity; `null`: there are no credentials of it. */
export function ownerOf(context: RuleContext, accountId: string): Subject | null {
  const caller = callersOf(context).find((one) => one.accountId === accountId);
  return caller ? own(caller) : null;
}

/** Whether requests of this run may name the account at all. */
export function maySend({ target }: RuleContext, accountId: string): boolean {
  return (
    target.loopback ||
    target.safety.accounts.includes(accountId) ||
    target.identities.some((identity) => identity.accountId === accountId)
  );
}

/** On loopback: an account that no world of ours has. */
const NO_ACCOUNT = '404404404404';

/** An account id that may be sent and that names no account; `null`: none is configured. */
export function nonexistentAccount({ target }: RuleContext): string | null {
  const { standalone, organizations } = target.world;
  const known = new Set([
    ...standalone,
    ...organizations.flatMap(({ management, members }) => [management, ...members]),
    ...target.identities.map(({ accountId }) => accountId),
  ]);
  const candidates = [...target.safety.accounts, ...(target.loopback ? [NO_ACCOUNT] : [])];
  return candidates.find((id) => !known.has(id)) ?? null;
}

/** There are many rules of this form; together they draw as many values as others do. */
export function fewer({ session }: RuleContext): number {
  return Math.ceil(session.environment.runs / 8);
}
