import fc from 'fast-check';
import { acceptedText } from '../../generators/values/values.ts';
import type { Contract } from '../../spec/contract.ts';
import type { RuleContext } from '../../harness/context.ts';
import { enumOf, textShape } from '../../harness/contract-lookup.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { alternateContactReads, otherContact } from '../../harness/resources/alternate-contact.ts';
import { expectUnchanged } from '../../harness/resources/expect-unchanged.ts';
import { otherPrimaryContact } from '../../harness/resources/primary-contact.ts';
import {
  ACCEPT_UPDATE,
  EMAIL_CHANGES,
  GET_EMAIL,
  START_UPDATE,
  acceptUpdate,
  acceptance,
  bringToEmail,
  endUpdate,
  otherEmail,
  showing,
  startUpdate,
} from '../../harness/resources/primary-email.ts';
import { requireAccepted, precondition, unchanged, type RuleSubject } from '../../harness/subject.ts';
import { model } from '../../harness/source.ts';
import { textMember } from '../../harness/text-member.ts';
import { Blocked } from '../../harness/errors.ts';
import { CONTACT_KINDS } from './account-contacts.ts';
import { named } from './account-views.ts';
import { fewer } from './acts-on-account.ts';
import { delegated, managed } from './context-row.ts';
import { managedSubject, othersManagedBy } from './email-on-account.ts';

const CHANGING = { since: '0.1.0', operations: EMAIL_CHANGES, needs: ['management'] } as const;

/** A member by its management account. */
function memberSubject(context: RuleContext): RuleSubject {
  return { context, ...managedSubject(context) };
}

/** Another member, by the same management account. @throws {Blocked} where there is none. */
function otherMember(context: RuleContext): RuleSubject {
  const [other] = othersManagedBy(context, managed(context).memberId);
  if (!other)
    throw new Blocked('needs a second member account: configure it under organizations of the target');
  return { context, ...other };
}

function texts({ contract, target }: RuleContext, member: 'PrimaryEmail' | 'Otp'): fc.Arbitrary<string> {
  return acceptedText(textShape(contract, ACCEPT_UPDATE, member), { values: target.values });
}

/** Addresses that the account does not have when a rule begins with them. */
function forAnyEmail(
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

const start = rule({
  ...CHANGING,
  id: 'primary-email/start',
  level: 'must',
  statement: 'An update that was started is pending and leaves the address as it was.',
  source: model('StartPrimaryEmailUpdate; PrimaryEmailUpdateStatus'),
  check: (context) =>
    requireAccepted(START_UPDATE, memberSubject(context), () =>
      forAnyEmail(context, async (subject, email) => {
        const reads = [{ operation: GET_EMAIL, input: subject.account }];
        await unchanged(subject, reads, () => startUpdate(subject, email));
        await endUpdate(subject, email);
      }),
    ),
});

const accept = rule({
  ...CHANGING,
  id: 'primary-email/accept',
  level: 'must',
  statement:
    'An update that is accepted with its password is accepted at once, and the address is the new one.',
  source: model('AcceptPrimaryEmailUpdate; GetPrimaryEmail'),
  check(context) {
    const subject = memberSubject(context);
    return context.forAny(texts(context, 'PrimaryEmail'), (email) => bringToEmail(subject, email), {
      runs: fewer(context),
    });
  },
});

const wrongPassword = rule({
  ...CHANGING,
  id: 'primary-email/wrong-password',
  level: 'must',
  statement: 'An update is refused with another password than the one that was sent, and the address stays.',
  source: model('AcceptPrimaryEmailUpdateRequest › Otp'),
  async check(context) {
    const subject = memberSubject(context);
    const email = otherEmail(subject, 'new address');
    await precondition(async () => {
      await bringToEmail(subject, email);
      await bringToEmail(subject, otherEmail(subject));
    });
    const right = textMember(acceptance(subject, email), 'Otp');
    await context.forEach(wrongPasswords(context, right), async (Otp) => {
      // Anew each time: a service may give an update up after a wrong password.
      await precondition(async () => {
        await bringToEmail(subject, otherEmail(subject));
        await startUpdate(subject, email);
      });
      await refusesAcceptance(subject, subject, { ...acceptance(subject, email), Otp });
      await endUpdate(subject, email);
    });
  },
});

function wrongPasswords(context: RuleContext, right: string) {
  // In another case it may be the same to a service.
  const other = (character: string) => (character.toLowerCase() === 'a' ? 'b' : 'a');
  return [
    ...Array.from(right, (character, at) => ({
      label: `character ${at + 1} changed`,
      arbitrary: fc.constant(`${right.slice(0, at)}${other(character)}${right.slice(at + 1)}`),
    })),
    {
      label: 'another password',
      arbitrary: texts(context, 'Otp').map((text) =>
        text === right ? Array.from(text, other).join('') : text,
      ),
    },
  ];
}

const otherAddress = rule({
  ...CHANGING,
  id: 'primary-email/other-address',
  level: 'must',
  statement: 'An update is refused for another address than it was started with, and the address stays.',
  source: model('AcceptPrimaryEmailUpdateRequest › PrimaryEmail'),
  check: (context) =>
    forAnyEmail(context, async (subject, email) => {
      const started = otherEmail(subject, 'started address');
      await precondition(() => startUpdate(subject, started));
      await refusesAcceptance(subject, subject, acceptance(subject, email));
      await endUpdate(subject, started);
    }),
});

const notStarted = rule({
  ...CHANGING,
  id: 'primary-email/not-started',
  level: 'must',
  statement: 'An update that was not started is refused, also right after another one was accepted.',
  source: model('AcceptPrimaryEmailUpdate'),
  check: (context) =>
    forAnyEmail(context, async (subject, email) => {
      // So that nothing is pending.
      await precondition(() => bringToEmail(subject, otherEmail(subject, 'last address')));
      await refusesAcceptance(subject, subject, acceptance(subject, email));
    }),
});

const acceptedOnce = rule({
  ...CHANGING,
  id: 'primary-email/accepted-once',
  level: 'should',
  statement: 'An update that was accepted cannot be accepted again once the address is another one.',
  source: model('AcceptPrimaryEmailUpdate'),
  check: (context) =>
    forAnyEmail(context, async (subject, email) => {
      await precondition(async () => {
        await bringToEmail(subject, email);
        await bringToEmail(subject, otherEmail(subject));
      });
      await refusesAcceptance(subject, subject, acceptance(subject, email));
    }),
});

const otherAccount = rule({
  ...CHANGING,
  id: 'primary-email/other-account',
  level: 'must',
  statement: 'An update of one member is not accepted for another member: both keep their addresses.',
  source: model('AcceptPrimaryEmailUpdateRequest › AccountId'),
  async check(context) {
    const other = otherMember(context);
    await forAnyEmail(context, async (subject, email) => {
      await precondition(async () => {
        await bringToEmail(other, otherEmail(subject, 'address of the other'));
        await startUpdate(subject, email);
      });
      await refusesAcceptance(subject, other, acceptance(other, email));
      await endUpdate(subject, email);
    });
  },
});

const sideBySide = rule({
  ...CHANGING,
  id: 'primary-email/side-by-side',
  level: 'must',
  statement: 'Updates of two members are pending side by side: each is accepted, in whichever order.',
  source: model('StartPrimaryEmailUpdateRequest › AccountId; AcceptPrimaryEmailUpdate'),
  async check(context) {
    const members = [memberSubject(context), otherMember(context)];
    for (const accepted of [members, members.toReversed()]) {
      for (const subject of members) {
        await precondition(() => bringToEmail(subject, otherEmail(subject)));
        await startUpdate(subject, otherEmail(subject, 'new address'));
      }
      for (const subject of accepted) {
        const email = otherEmail(subject, 'new address');
        await acceptUpdate(subject, email);
        await subject.caller.eventually(GET_EMAIL, subject.account, showing(email));
      }
    }
  },
});

/** Sees an acceptance refused on an account, and the addresses of both as they were. */
function refusesAcceptance(
  subject: RuleSubject,
  on: RuleSubject,
  input: ReturnType<typeof acceptance>,
): Promise<void> {
  const { context, caller } = subject;
  const reads = [subject, on].map(({ account }) => ({ caller, operation: GET_EMAIL, input: account }));
  return expectUnchanged(context, reads, () => on.caller.expect(ACCEPT_UPDATE, input).toBeRefused());
}

const neighbours = rule({
  ...CHANGING,
  id: 'primary-email/neighbours',
  level: 'must',
  statement: "An accepted update leaves the addresses of the other members, and the member's contacts.",
  source: model('AcceptPrimaryEmailUpdate; GetPrimaryEmail'),
  operations: [...EMAIL_CHANGES, ...CONTACT_KINDS.flatMap(({ put, get }) => [put, get])],
  async check(context) {
    const subject = memberSubject(context);
    const { caller, account } = subject;
    const { memberId } = managed(context);
    const reads = [
      ...othersManagedBy(context, memberId).map((other) => ({
        caller: other.caller,
        operation: GET_EMAIL,
        input: other.account,
      })),
      ...alternateContactReads(subject).map((read) => ({ caller, ...read })),
      { caller, operation: 'GetContactInformation', input: account },
    ];
    await precondition(async () => {
      await bringToEmail(subject, otherEmail(subject));
      // Stored only now: what an update drops, the first one has dropped.
      for (const type of enumOf(context.contract, 'GetAlternateContact', 'AlternateContactType'))
        await caller
          .expect('PutAlternateContact', { ...otherContact(subject, type), ...account })
          .toSucceed();
      await caller
        .expect('PutContactInformation', { ...account, ContactInformation: otherPrimaryContact(subject) })
        .toSucceed();
    });
    await expectUnchanged(context, reads, () => bringToEmail(subject, otherEmail(subject, 'new address')));
  },
});

const eitherManager = rule({
  ...CHANGING,
  id: 'primary-email/either-manager',
  level: 'should',
  statement:
    'An update belongs to the account: the management account and the delegate may accept what the other started.',
  source: model('AcceptPrimaryEmailUpdateRequest › AccountId'),
  needs: ['management', 'delegatedAdmin'],
  async check(context) {
    const { delegate, memberId } = delegated(context);
    const { management } = managed(context);
    const [one, other] = [management, delegate].map((caller) => ({ context, ...named(caller, memberId) }));
    if (!one || !other) return;
    for (const [starts, accepts] of [
      [one, other],
      [other, one],
    ] as const) {
      const email = otherEmail(starts, `started by ${starts.caller.identity.role}`);
      await precondition(async () => {
        await bringToEmail(one, otherEmail(one));
        await startUpdate(starts, email);
      });
      await acceptUpdate(accepts, email);
      await starts.caller.eventually(GET_EMAIL, starts.account, showing(email));
    }
  },
});

/** The suite of primary e-mail addresses; an edition without their operations has none of it. */
export function primaryEmailRules({ operations }: Contract): readonly Rule[] {
  if (!operations[GET_EMAIL]) return [];
  return [
    start,
    accept,
    wrongPassword,
    otherAddress,
    notStarted,
    acceptedOnce,
    otherAccount,
    sideBySide,
    neighbours,
    eitherManager,
  ];
}
