import type { Contract } from '../../spec/contract.ts';
import type { Rule } from '../../harness/rule.ts';
import { refusesWithout } from './refuses-on.ts';
import { type ContextRow, NAMED, rowRules } from './row.ts';

const ROWS: readonly ContextRow[] = [
  {
    what: 'trusted-access-off',
    level: 'must',
    statement: (name) =>
      `${name} by the management account on a member, or on itself by its id, is denied while trusted access is off.`,
    source: NAMED,
    needs: ['management'],
    refused: true,
    check: (context, operation) =>
      refusesWithout(
        context,
        operation,
        'without trusted access',
        (one) => one.allFeatures && !one.trustedAccess,
      ),
  },
  {
    what: 'no-all-features',
    level: 'must',
    statement: (name) =>
      `${name} by the management account on a member, or on itself by its id, is denied when the organization does not have all features.`,
    source: NAMED,
    needs: ['management'],
    refused: true,
    check: (context, operation) =>
      refusesWithout(context, operation, 'without all features', (one) => !one.allFeatures),
  },
];

export function trustedAccessAndAllFeaturesRules(contract: Contract): Rule[] {
  return ROWS.flatMap((row) => rowRules(contract, row));
}
