import fc from 'fast-check';
import { type Rule, rule } from '../../harness/rule.ts';
import { own } from '../steps/accounts.ts';
import { LIST, filterStatuses, smallPageSizes, walkInTurn } from '../../harness/resources/region/list.ts';
import { TOKEN } from './token.rules.ts';

const walksTogether = rule({
  id: 'listing/walks-in-turn',
  level: 'must',
  since: '0.1.0',
  statement: 'Two walks of one caller, a page of each in turn, are each complete.',
  source: TOKEN,
  operations: [LIST],
  async check(context) {
    const subject = own(context.caller);
    const filters = fc.option(fc.subarray([...filterStatuses(context)], { minLength: 1 }));
    await context.forAny(
      fc.tuple(smallPageSizes(context), smallPageSizes(context), filters),
      async ([one, other, filter]) => {
        await walkInTurn([
          { subject, filter: null, MaxResults: one },
          { subject, filter, MaxResults: other },
        ]);
      },
    );
  },
});

export const walksInTurnRules: readonly Rule[] = [walksTogether];
