import type fc from 'fast-check';
import { acceptedText } from '../../generators/values/values.ts';
import type { RuleContext } from '../../harness/context.ts';
import { textShape } from '../../harness/contract-lookup.ts';
import { expectUnchanged } from '../../harness/resources/expect-unchanged.ts';
import {
  ACCEPT_UPDATE,
  EMAIL_CHANGES,
  GET_EMAIL,
  type acceptance,
  bringToEmail,
  otherEmail,
} from '../../harness/resources/primary-email.ts';
import { type RuleSubject, precondition } from '../../harness/subject.ts';
import { fewer, managed, managedSubject, othersManagedBy } from '../steps/accounts.ts';
import { Blocked } from '../../harness/errors.ts';

export const CHANGING = { since: '0.1.0', operations: EMAIL_CHANGES, needs: ['management'] } as const;

/** A member by its management account. */
export function memberSubject(context: RuleContext): RuleSubject {
  return { context, ...managedSubject(context) };
}

/** Another member, by the same management account. @throws {Blocked} where there is none. */
export function otherMember(context: RuleContext): RuleSubject {
  const [other] = othersManagedBy(context, managed(context).memberId);
  if (!other)
    throw new Blocked('needs a second member account: configure it under organizations of the target');
  return { context, ...other };
}

export function texts(
  { contract, target }: RuleContext,
  member: 'PrimaryEmail' | 'Otp',
): fc.Arbitrary<string> {
  return acceptedText(textShape(contract, ACCEPT_UPDATE, member), { values: target.values });
}

/** Addresses that the account does not have when a rule begins with them. */
export function forAnyEmail(
  context: RuleContext,
  body: (subject: RuleSubject, email: string) => Promise<void>,
): Promise<void> {
  const subject = memberSubject(context);
  return context.forAny(
    texts(context, 'PrimaryEmail'),
    async (email) => {
      await precondition(() => bringToEmail(subject, otherEmail(subject)));
      if (email !== otherEmail(subject)) await body(subject, email);
    },
    { runs: fewer(context) },
  );
}

/** Sees an acceptance refused on an account, and the addresses of both as they were. */
export function refusesAcceptance(
  subject: RuleSubject,
  on: RuleSubject,
  input: ReturnType<typeof acceptance>,
): Promise<void> {
  const { context, caller } = subject;
  const reads = [subject, on].map(({ account }) => ({ caller, operation: GET_EMAIL, input: account }));
  return expectUnchanged(context, reads, () => on.caller.expect(ACCEPT_UPDATE, input).toBeRefused());
}
