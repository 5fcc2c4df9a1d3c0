import fc from 'fast-check';
import { type Rule, rule } from '../../harness/rule.ts';
import { protocol } from '../../harness/source.ts';
import { replacing } from './fault.ts';
import { SIGNED, acceptsAll } from './steps.ts';

const fieldOrder = rule({
  ...SIGNED,
  id: 'signing/field-order',
  level: 'contested',
  statement: 'The fields of the Authorization header may stand in any order.',
  source: protocol('Signature Version 4, Authorization header'),
  check: (context) =>
    acceptsAll(context, [
      {
        label: 'signature first',
        arbitrary: fc.constant(replacing('(Credential=.*), (Signature=.*)$', '$2, $1')),
      },
    ]),
});

export const fieldOrderRules: readonly Rule[] = [fieldOrder];
