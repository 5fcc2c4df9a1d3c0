import { operationOf, validInput } from '../../generators/values/input.ts';
import { refusal } from '../../harness/caller.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { effectCheckOf } from '../../harness/resources/effect-check-of.ts';
import { draw } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { CONTACT_OPERATIONS } from '../steps/contacts.ts';
import { managed } from '../steps/accounts.ts';
import { OTHER_BODY, SIGNED, wireOf } from './steps.ts';
import type { Contract, Operation } from '../../spec/contract.ts';
import type { RuleContext } from '../../harness/context.ts';
import { withEffectCheck, usualSubject } from '../../harness/usual-subject.ts';
import { casesOf } from './cases.ts';

const namedAccount = rule({
  ...SIGNED,
  id: 'signing/named-account',
  level: 'must',
  statement: 'A request on the account of a member is refused when its signature is missing or wrong.',
  source: guide('Signing AWS Account Management API requests', 'Understanding API modes of operation'),
  needs: ['management'],
  async check(context) {
    const { contract, target } = context;
    const { management, memberId } = managed(context);
    const account = { AccountId: memberId };
    const subject = { context, caller: management, account };
    for (const name of CONTACT_OPERATIONS) {
      const operation = operationOf(contract, name);
      const drawn = validInput(contract, name, { values: target.values });
      const control = { ...draw(subject, name, drawn), ...account };
      await effectCheckOf(operation)?.refuse(subject, name, {
        control,
        attempt: async () => {
          const plain = wireOf(context, management, operation, control);
          for (const signing of [
            { secretAccessKey: 'another' },
            { signedBody: new TextEncoder().encode(OTHER_BODY) },
            { afterSigning: { authorization: null } },
          ])
            await management.expectWire({ ...plain, signing }, refusal(contract, []));
        },
      });
    }
  },
});

export const namedAccountRules: readonly Rule[] = [namedAccount];

/** An operation of its own may forget what the others check. */
export function operationRules(contract: Contract): Rule[] {
  return Object.values(contract.operations)
    .filter((operation) => effectCheckOf(operation) !== null)
    .map((operation) =>
      rule({
        id: `signing/operation/${operation.name}`,
        level: 'must',
        since: '0.1.0',
        statement: `${operation.name} refuses a request that is not signed or that is signed with another secret.`,
        source: guide('Signing AWS Account Management API requests'),
        ...withEffectCheck(operation),
        capability: 'signatures',
        check: (context) => refusesUnsigned(context, operation),
      }),
    );
}

async function refusesUnsigned(context: RuleContext, operation: Operation): Promise<void> {
  const { contract } = context;
  const { subject, options } = await usualSubject(context, operation);
  const { caller } = subject;
  const control = draw(subject, 'input', validInput(contract, operation.name, options));
  const faults = [...casesOf(context, 'unsigned'), ...casesOf(context, 'wrong-signature')].flatMap(
    ({ label, arbitrary }) => draw(subject, label, arbitrary).signing ?? [],
  );
  await effectCheckOf(operation)?.refuse(subject, operation.name, {
    control,
    attempt: async () => {
      for (const signing of faults)
        await caller.expectWire(
          { ...wireOf(context, caller, operation, control), signing },
          refusal(contract, []),
        );
    },
  });
}

/** Causes of which a request can be guilty whatever its operation and body. */
const PARTS = ['wrong-signature', 'date-past', 'date-future', 'unknown-key', 'other-service', 'other-region'];

/** Bytes: beyond what a service may hash in one piece. */
const LONG_BODY = 8192;

/** What is verified for one operation, or for short requests, may be left out elsewhere. */
export function eachPartRules(contract: Contract): Rule[] {
  return Object.values(contract.operations)
    .filter((operation) => effectCheckOf(operation) !== null)
    .map((operation) =>
      rule({
        id: `signing/each-part/${operation.name}`,
        level: 'must',
        since: '0.1.0',
        statement: `${operation.name} refuses a request with one wrong part of the signature, even when its body is long.`,
        source: guide('Signing AWS Account Management API requests'),
        ...withEffectCheck(operation),
        capability: 'signatures',
        check: (context) => refusesEachPart(context, operation),
      }),
    );
}

async function refusesEachPart(context: RuleContext, operation: Operation): Promise<void> {
  const { contract } = context;
  const { subject, options } = await usualSubject(context, operation);
  const { caller } = subject;
  const control = draw(subject, 'input', validInput(contract, operation.name, options));
  const causes = PARTS.flatMap((cause) =>
    casesOf(context, cause).flatMap(({ label, arbitrary }) => draw(subject, label, arbitrary).signing ?? []),
  );
  const plain = wireOf(context, caller, operation, control);
  const text = new TextDecoder().decode(plain.body);
  const long = new TextEncoder().encode(text.padEnd(LONG_BODY));
  const otherBody = { signedBody: new TextEncoder().encode(OTHER_BODY) };
  const requests = [
    ...[...causes, otherBody].map((signing) => ({ ...plain, signing })),
    { ...plain, body: long, signing: otherBody },
    { ...plain, body: long, signing: { secretAccessKey: 'another' } },
  ];
  await effectCheckOf(operation)?.refuse(subject, operation.name, {
    control,
    attempt: async () => {
      for (const request of requests) await caller.expectWire(request, refusal(contract, []));
    },
  });
}
