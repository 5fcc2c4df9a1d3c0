import type { Contract, Operation } from '../../spec/contract.ts';
import { loadSigning } from '../../spec/load-signing.ts';
import type { AnswerExpectation } from '../../results/record.ts';
import { refusal, type Caller } from '../../harness/caller.ts';
import type { RuleContext } from '../../harness/context.ts';
import type { Variant } from '../../harness/properties.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { draw } from '../../harness/subject.ts';
import { effectCheckOf } from '../../harness/resources/effect-check-of.ts';
import { guide } from '../../harness/source.ts';
import { withEffectCheck, usualSubject } from '../validation/stage-for.ts';
import { operationOf, validInput } from '../../generators/values/input.ts';
import { CONTACT_OPERATIONS } from './contact-steps.ts';
import { managed } from './context-row.ts';
import { MADE_UP_TOKEN, MINUTES_OFF, SIGNING_CASES } from './signing-cases.ts';
import type { SigningFault } from './signing-fault.ts';
import { signingFormRules } from './signing-form.rules.ts';
import { SIGNED_OPERATIONS, callerWithToken, refusedUnlikeTwin, signingNames } from './signing-steps.ts';

const SIGNED = { since: '0.1.0', operations: CONTACT_OPERATIONS, capability: 'signatures' } as const;
/** Causes that only a caller with temporary credentials can give. */
const WRONG_TOKEN = 'wrong-token';
const OF_TOKENS = [WRONG_TOKEN, 'missing-token'];

/** Every rule of the suite signing. */
export function signingRules(contract: Contract): Rule[] {
  const { refusals } = loadSigning();
  const byCause = refusals.flatMap((entry) => [
    rule({
      ...SIGNED,
      ...accountsFor(entry.cause),
      id: `signing/${entry.cause}`,
      level: entry.level,
      statement: entry.statement,
      source: entry.source,
      check: (context) =>
        refusesAll(context, entry.cause, casesOf(context, entry.cause), refusal(contract, [])),
    }),
    rule({
      ...SIGNED,
      ...accountsFor(entry.cause),
      id: `signing/${entry.cause}-name`,
      level: 'should',
      statement: `${entry.statement.replace(/\.$/, '')}, with a name and a status that say that the signature is at fault.`,
      source: entry.source,
      check: (context) => refusesAll(context, entry.cause, casesOf(context, entry.cause), signingNames()),
    }),
  ]);
  return [
    ...byCause,
    ...minutesOff(contract),
    ...eachOperation(contract),
    ...eachPart(contract),
    namedAccount,
    ...signingFormRules,
  ];
}

function minutesOff(contract: Contract): Rule[] {
  return Object.entries(MINUTES_OFF).map(([cause, cases]) =>
    rule({
      ...SIGNED,
      id: `signing/${cause}-minutes`,
      level: 'should',
      statement: `A request whose date lies a quarter of an hour to an hour in the ${cause === 'date-past' ? 'past' : 'future'} is refused.`,
      source: guide('Common Errors › RequestExpired'),
      check: (context) => refusesAll(context, cause, cases(context), refusal(contract, [])),
    }),
  );
}

/** An operation of its own may forget what the others check. */
function eachOperation(contract: Contract): Rule[] {
  return Object.values(contract.operations)
    .filter((operation) => effectCheckOf(operation) !== null)
    .map((operation) =>
      rule({
        id: `signing/operation/${operation.name}`,
        level: 'must',
        since: '0.1.0',
        statement: `${operation.name} refuses a request that is not signed, or signed with another secret.`,
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
/** Signed in place of the body that is sent. */
const OTHER_BODY = '{"other":1}';
/** Bytes: beyond what a service may hash in one piece. */
const LONG_BODY = 8192;

/** What is verified for one operation, or for short requests, may be left out elsewhere. */
function eachPart(contract: Contract): Rule[] {
  return Object.values(contract.operations)
    .filter((operation) => effectCheckOf(operation) !== null)
    .map((operation) =>
      rule({
        id: `signing/each-part/${operation.name}`,
        level: 'must',
        since: '0.1.0',
        statement: `${operation.name} refuses a request of which one part of the signature is wrong, also with a long body.`,
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

const namedAccount = rule({
  ...SIGNED,
  id: 'signing/named-account',
  level: 'must',
  statement: 'A request on the account of a member is refused where its signature is missing or wrong.',
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

function wireOf({ contract }: RuleContext, { identity }: Caller, operation: Operation, input: object) {
  return {
    identity,
    operation: operation.name,
    method: operation.method,
    target: operation.path,
    headers: [['content-type', contract.wire.contentType]] as const,
    body: new TextEncoder().encode(JSON.stringify(input)),
    provokes: ['signature'] as const,
  };
}

function accountsFor(cause: string): Pick<Rule, 'accounts'> {
  return OF_TOKENS.includes(cause) ? { accounts: 'all' } : {};
}

function casesOf(context: RuleContext, cause: string): readonly Variant<SigningFault>[] {
  const cases = SIGNING_CASES[cause];
  if (!cases)
    throw new RangeError(`no request is known that deserves the cause ${cause} of spec/signing.yaml`);
  return cases(context);
}

/** Each case, on a write and on a read. */
async function refusesAll(
  context: RuleContext,
  cause: string,
  cases: readonly Variant<SigningFault>[],
  expected: AnswerExpectation,
): Promise<void> {
  const caller = OF_TOKENS.includes(cause) ? await callerWithToken(context) : context.caller;
  const subject = { context, caller, account: {} };
  for (const operation of SIGNED_OPERATIONS) {
    await context.forEach(cases, (fault) => refusedUnlikeTwin(subject, operation, fault, expected));
  }
  if (cause !== WRONG_TOKEN) return;
  const { sessionToken } = await context.caller.identity.credentials();
  if (sessionToken !== undefined) return;
  // Credentials that have no token have none that is right.
  const alone = { ...subject, caller: context.caller };
  const added = cases.filter(({ label }) => label === MADE_UP_TOKEN);
  await context.forEach(added, (fault) => refusedUnlikeTwin(alone, 'GetAlternateContact', fault, expected));
}
