import fc from 'fast-check';
import type { Contract } from '../../spec/contract.ts';
import { loadSigning } from '../../spec/load-signing.ts';
import { refusal } from '../../harness/caller.ts';
import type { RuleContext } from '../../harness/context.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { guide } from '../../harness/source.ts';
import { CONTACT_OPERATIONS } from '../steps/contacts.ts';
import { MINUTES_OFF, smallSkews } from './cases.ts';
import { causeRules, refusesAll } from './cause.ts';
import { SIGNED, SIGNED_OPERATIONS, refusedUnlikeTwin, acceptsAll } from './steps.ts';

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

const EXPIRED = guide('Common Errors › RequestExpired');

const DATED = {
  since: '0.1.0',
  source: EXPIRED,
  operations: CONTACT_OPERATIONS,
  capability: 'signatures',
} as const;

/** Seconds between a bound and what is sent, for clocks that are not quite equal and the way there. */
const CLOCK_MARGIN = 60;

/** Just over a bound: a service that allows more than that is noticed whatever it allows. */
function justOver(direction: 'past' | 'future'): Rule[] {
  const { must, should } = loadSigning().skewSeconds;
  return [
    rule({
      ...DATED,
      id: `signing/date-${direction}-hours`,
      level: 'must',
      statement: `A request whose date lies slightly more than an hour in the ${direction} is refused.`,
      check: (context) => refusesSkew(context, direction, must),
    }),
    rule({
      ...DATED,
      id: `signing/date-${direction}-just-over`,
      level: 'should',
      statement: `A request whose date lies slightly more than a quarter of an hour in the ${direction} is refused.`,
      check: (context) => refusesSkew(context, direction, should),
    }),
  ];
}

async function refusesSkew(context: RuleContext, direction: 'past' | 'future', bound: number): Promise<void> {
  const sign = direction === 'past' ? -1 : 1;
  const skews = fc
    .integer({ min: bound + CLOCK_MARGIN, max: bound + 3 * CLOCK_MARGIN })
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
