import fc from 'fast-check';
import { acceptedText } from '../../generators/values/values.ts';
import type { Contract } from '../../spec/contract.ts';
import type { RuleContext } from '../../harness/context.ts';
import { enumOf, textShape } from '../../harness/contract-lookup.ts';
import type { Rule } from '../../harness/rule.ts';
import { rule } from '../../harness/rule.ts';
import { alternateContactReads, otherContact } from '../../harness/resources/alternate-contact.ts';
import { leavesAsRead } from '../../harness/resources/expect-unchanged.ts';
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
import type { Stage } from '../../harness/subject.ts';
import { accepting, asControl, unchanged } from '../../harness/subject.ts';
import { model } from '../../harness/source.ts';
import { textMember } from '../../harness/text-member.ts';
import { Blocked } from '../../harness/errors.ts';
import { CONTACT_KINDS } from './account-contacts.ts';
import { named } from './account-views.ts';
import { fewer } from './acts-on-account.ts';
import { delegated, managed } from './context-row.ts';
import { managedView, othersManagedBy } from './email-on-account.ts';

const CHANGING = { since: '0.1.0', operations: EMAIL_CHANGES, needs: ['management'] } as const;

/** A member by its management account. */
function memberStage(context: RuleContext): Stage {
  return { context, ...managedView(context) };
}

/** Another member, by the same management account. @throws {Blocked} where there is none. */
function otherMember(context: RuleContext): Stage {
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
  body: (stage: Stage, email: string) => Promise<void>,
): Promise<void> {
  const stage = memberStage(context);
  return context.forAny(
    texts(context, 'PrimaryEmail'),
    async (email) => {
      await asControl(() => bringToEmail(stage, otherEmail(stage)));
      if (email !== otherEmail(stage)) await body(stage, email);
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
    accepting(START_UPDATE, memberStage(context), () =>
      forAnyEmail(context, async (stage, email) => {
        const reads = [{ operation: GET_EMAIL, input: stage.account }];
        await unchanged(stage, reads, () => startUpdate(stage, email));
        await endUpdate(stage, email);
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
    const stage = memberStage(context);
    return context.forAny(texts(context, 'PrimaryEmail'), (email) => bringToEmail(stage, email), {
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
    const stage = memberStage(context);
    const email = otherEmail(stage, 'new address');
    await asControl(async () => {
      await bringToEmail(stage, email);
      await bringToEmail(stage, otherEmail(stage));
    });
    const right = textMember(acceptance(stage, email), 'Otp');
    await context.forEach(wrongPasswords(context, right), async (Otp) => {
      // Anew each time: a service may give an update up after a wrong password.
      await asControl(async () => {
        await bringToEmail(stage, otherEmail(stage));
        await startUpdate(stage, email);
      });
      await refusesAcceptance(stage, stage, { ...acceptance(stage, email), Otp });
      await endUpdate(stage, email);
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
    forAnyEmail(context, async (stage, email) => {
      const started = otherEmail(stage, 'started address');
      await asControl(() => startUpdate(stage, started));
      await refusesAcceptance(stage, stage, acceptance(stage, email));
      await endUpdate(stage, started);
    }),
});

const notStarted = rule({
  ...CHANGING,
  id: 'primary-email/not-started',
  level: 'must',
  statement: 'An update that was not started is refused, also right after another one was accepted.',
  source: model('AcceptPrimaryEmailUpdate'),
  check: (context) =>
    forAnyEmail(context, async (stage, email) => {
      // So that nothing is pending.
      await asControl(() => bringToEmail(stage, otherEmail(stage, 'last address')));
      await refusesAcceptance(stage, stage, acceptance(stage, email));
    }),
});

const acceptedOnce = rule({
  ...CHANGING,
  id: 'primary-email/accepted-once',
  level: 'should',
  statement: 'An update that was accepted cannot be accepted again once the address is another one.',
  source: model('AcceptPrimaryEmailUpdate'),
  check: (context) =>
    forAnyEmail(context, async (stage, email) => {
      await asControl(async () => {
        await bringToEmail(stage, email);
        await bringToEmail(stage, otherEmail(stage));
      });
      await refusesAcceptance(stage, stage, acceptance(stage, email));
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
    await forAnyEmail(context, async (stage, email) => {
      await asControl(async () => {
        await bringToEmail(other, otherEmail(stage, 'address of the other'));
        await startUpdate(stage, email);
      });
      await refusesAcceptance(stage, other, acceptance(other, email));
      await endUpdate(stage, email);
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
    const members = [memberStage(context), otherMember(context)];
    for (const accepted of [members, members.toReversed()]) {
      for (const stage of members) {
        await asControl(() => bringToEmail(stage, otherEmail(stage)));
        await startUpdate(stage, otherEmail(stage, 'new address'));
      }
      for (const stage of accepted) {
        const email = otherEmail(stage, 'new address');
        await acceptUpdate(stage, email);
        await stage.caller.eventually(GET_EMAIL, stage.account, showing(email));
      }
    }
  },
});

/** Sees an acceptance refused on an account, and the addresses of both as they were. */
function refusesAcceptance(stage: Stage, on: Stage, input: ReturnType<typeof acceptance>): Promise<void> {
  const { context, caller } = stage;
  const reads = [stage, on].map(({ account }) => ({ caller, operation: GET_EMAIL, input: account }));
  return leavesAsRead(context, reads, () => on.caller.expect(ACCEPT_UPDATE, input).toBeRefused());
}

const neighbours = rule({
  ...CHANGING,
  id: 'primary-email/neighbours',
  level: 'must',
  statement: "An accepted update leaves the addresses of the other members, and the member's contacts.",
  source: model('AcceptPrimaryEmailUpdate; GetPrimaryEmail'),
  operations: [...EMAIL_CHANGES, ...CONTACT_KINDS.flatMap(({ put, get }) => [put, get])],
  async check(context) {
    const stage = memberStage(context);
    const { caller, account } = stage;
    const { memberId } = managed(context);
    const reads = [
      ...othersManagedBy(context, memberId).map((other) => ({
        caller: other.caller,
        operation: GET_EMAIL,
        input: other.account,
      })),
      ...alternateContactReads(stage).map((read) => ({ caller, ...read })),
      { caller, operation: 'GetContactInformation', input: account },
    ];
    await asControl(async () => {
      await bringToEmail(stage, otherEmail(stage));
      // Stored only now: what an update drops, the first one has dropped.
      for (const type of enumOf(context.contract, 'GetAlternateContact', 'AlternateContactType'))
        await caller.expect('PutAlternateContact', { ...otherContact(stage, type), ...account }).toSucceed();
      await caller
        .expect('PutContactInformation', { ...account, ContactInformation: otherPrimaryContact(stage) })
        .toSucceed();
    });
    await leavesAsRead(context, reads, () => bringToEmail(stage, otherEmail(stage, 'new address')));
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
      await asControl(async () => {
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
