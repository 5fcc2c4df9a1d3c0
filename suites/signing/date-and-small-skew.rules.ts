import fc from 'fast-check';
import type { Contract } from '../../spec/contract.ts';
import { refusal } from '../../harness/caller.ts';
import type { RuleContext } from '../../harness/context.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { guide } from '../../harness/source.ts';
import { CONTACT_OPERATIONS } from '../steps/contacts.ts';
import { leastSkew, MINUTES_OFF, SECONDS_PER_HOUR, smallSkews } from './cases.ts';
import { causeRules, refusesAll } from './cause.ts';
import { SIGNED, SIGNED_OPERATIONS, refusedUnlikeTwin, acceptsAll } from './steps.ts';

function minutesOff(contract: Contract): Rule[] {
  return Object.entries(MINUTES_OFF).map(([cause, cases]) =>
    rule({
      ...SIGNED,
      id: `signing/${cause}-minutes`,
      level: 'must',
      statement: `A request whose date lies more than sixteen minutes and up to an hour in the ${cause === 'date-past' ? 'past' : 'future'} is refused.`,
      source: guide('Common Errors › RequestExpired'),
      check: (context) => refusesAll(context, cause, cases(context), refusal(contract, [])),
    }),
  );
}

const EXPIRED = guide('Common Errors › RequestExpired');

const DATED = {
  since: '0.1.0',
  source: EXPIRED,
  operations: CONTACT_OPERATIONS,
  capability: 'signatures',
} as const;

/** From a bound on, in seconds. */
const LITTLE = 120;

/** Just over a bound: a service that allows more than that is noticed whatever it allows. */
function justOver(direction: 'past' | 'future'): Rule[] {
  return [
    rule({
      ...DATED,
      id: `signing/date-${direction}-hours`,
      level: 'must',
      statement: `A request whose date lies slightly more than an hour in the ${direction} is refused.`,
      check: (context) => refusesSkew(context, direction, SECONDS_PER_HOUR),
    }),
    rule({
      ...DATED,
      id: `signing/date-${direction}-just-over`,
      level: 'must',
      statement: `A request whose date lies slightly more than sixteen minutes in the ${direction} is refused.`,
      check: (context) => refusesSkew(context, direction, leastSkew()),
    }),
  ];
}

async function refusesSkew(context: RuleContext, direction: 'past' | 'future', bound: number): Promise<void> {
  const sign = direction === 'past' ? -1 : 1;
  const skews = fc
    .integer({ min: bound, max: bound + LITTLE })
    .map((seconds) => ({ signing: { clockSkew: sign * seconds } }));
  const subject = { context, caller: context.caller, account: {} };
  for (const operation of SIGNED_OPERATIONS)
    await context.forEach([{ label: 'little over the bound', arbitrary: skews }], (fault) =>
      refusedUnlikeTwin(subject, operation, fault, refusal(context.contract, [])),
    );
}

export function dateRules(contract: Contract): Rule[] {
  return [
    ...causeRules(contract, ['date-past', 'date-future']),
    ...minutesOff(contract),
    ...justOver('past'),
    ...justOver('future'),
  ];
}

const smallSkew = rule({
  ...SIGNED,
  id: 'signing/small-skew',
  level: 'must',
  statement: 'A request whose date is off by no more than a few minutes is accepted.',
  source: guide('Common Errors › RequestExpired'),
  check: (context) => acceptsAll(context, smallSkews()),
});

export const smallSkewRules: readonly Rule[] = [smallSkew];
