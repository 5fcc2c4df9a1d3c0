import { type Rule, rule } from '../../harness/rule.ts';
import { guide } from '../../harness/source.ts';
import { smallSkews } from './cases.ts';
import { SIGNED, acceptsAll } from './steps.ts';

const smallSkew = rule({
  ...SIGNED,
  id: 'signing/small-skew',
  level: 'must',
  statement: 'A request whose date is off by no more than a few minutes is accepted.',
  source: guide('Common Errors › RequestExpired'),
  check: (context) => acceptsAll(context, smallSkews()),
});

export const smallSkewRules: readonly Rule[] = [smallSkew];
