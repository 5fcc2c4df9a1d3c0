import fc from 'fast-check';
import { type Rule, rule } from '../../harness/rule.ts';
import { named, own } from '../steps/accounts.ts';
import { LIST, smallPageSizes, walkInTurn } from '../../harness/resources/region/list.ts';
import { managed } from '../steps/organizations.ts';
import { MODES } from './row.ts';

const walksOfAccounts = rule({
  id: 'context/walks-in-turn',
  level: 'must',
  since: '0.1.0',
  statement:
    "A management account's walks of its own regions and of a member's, a page of each in turn, are each complete.",
  source: MODES,
  operations: [LIST],
  needs: ['management'],
  async check(context) {
    const { management, memberId } = managed(context);
    await context.forAny(fc.tuple(smallPageSizes(context), smallPageSizes(context)), async ([one, other]) => {
      await walkInTurn([
        { subject: own(management), filter: null, MaxResults: one },
        { subject: named(management, memberId), filter: null, MaxResults: other },
      ]);
    });
  },
});

export const walksInTurnRules: readonly Rule[] = [walksOfAccounts];
