import type { Contract, Operation } from '../../spec/contract.ts';
import { loadSigning } from '../../spec/load-signing.ts';
import type { AnswerExpectation } from '../../reports/record.ts';
import type { Caller } from '../caller.ts';
import { refusal } from '../caller.ts';
import type { RuleContext } from '../context.ts';
import type { Variant } from '../properties.ts';
import type { Rule } from '../rule.ts';
import { rule } from '../rule.ts';
import { draw } from '../scenes/stage.ts';
import { sceneOf, sceneOperations } from '../scenes/scene-of.ts';
import { guide } from '../source.ts';
import { regionsOf } from '../validation/stage-for.ts';
import { validInput } from '../../generators/input.ts';
import { CONTACT_OPERATIONS } from './contact-steps.ts';
import { MINUTES_OFF, SIGNING_CASES } from './signing-cases.ts';
import type { SigningFault } from './signing-fault.ts';
import { signingFormRules } from './signing-form.rules.ts';
import { SIGNED_OPERATIONS, callerWithToken, refusedUnlikeTwin, signingNames } from './signing-steps.ts';

const SIGNED = { since: '0.1.0', operations: CONTACT_OPERATIONS, capability: 'signatures' } as const;
/** Causes that only a caller with temporary credentials can give. */
const OF_TOKENS = ['wrong-token', 'missing-token'];

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
  return [...byCause, ...minutesOff(contract), ...eachOperation(contract), ...signingFormRules];
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
    .filter((operation) => sceneOf(operation) !== null)
    .map((operation) =>
      rule({
        id: `signing/operation/${operation.name}`,
        level: 'must',
        since: '0.1.0',
        statement: `${operation.name} refuses a request that is not signed, or signed with another secret.`,
        source: guide('Signing AWS Account Management API requests'),
        operations: [...new Set([operation.name, ...sceneOperations(operation)])],
        capability: 'signatures',
        check: (context) => refusesUnsigned(context, operation),
      }),
    );
}

async function refusesUnsigned(context: RuleContext, operation: Operation): Promise<void> {
  const { contract, caller, target } = context;
  const stage = { context, caller, account: {} };
  const options = { values: target.values, ...(await regionsOf(stage, operation)) };
  const control = draw(stage, 'input', validInput(contract, operation.name, options));
  const faults = [...casesOf(context, 'unsigned'), ...casesOf(context, 'wrong-signature')].flatMap(
    ({ label, arbitrary }) => draw(stage, label, arbitrary).signing ?? [],
  );
  await sceneOf(operation)?.refuse(stage, operation.name, {
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
  const stage = { context, caller, account: {} };
  for (const operation of SIGNED_OPERATIONS) {
    await context.forEach(cases, (fault) => refusedUnlikeTwin(stage, operation, fault, expected));
  }
}
