import type { RuleContext } from '../../harness/context.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { Blocked } from '../../harness/errors.ts';
import { RATED, type Wait, exhausted, onRate, othersThan } from './steps.ts';

export function isolationRules(pass: Wait): Rule[] {
  return [
    rule({
      ...RATED,
      id: 'quotas/accounts-apart',
      statement: 'The requests of one account do not count against the rate of another.',
      operations: ['GetContactInformation'],
      accounts: 'all',
      check: (context) => accountsAreIsolated(context, pass),
    }),
    rule({
      ...RATED,
      id: 'quotas/operations-apart',
      statement: 'The requests of one operation do not count against the rate of another.',
      operations: ['GetContactInformation', 'ListRegions'],
      check: (context) =>
        onRate(context, 'ListRegions', pass, async (listing) => {
          await exhausted(context, listing);
          const expected = { kind: 'success' } as const;
          await context.caller.expect('GetContactInformation', {}, { provokes: ['rate'] }).toAnswer(expected);
        }),
    }),
  ];
}

async function accountsAreIsolated(context: RuleContext, pass: Wait): Promise<void> {
  const others = othersThan(context, context.caller);
  if (others.length === 0) throw new Blocked('needs identities of two accounts: configure another one');
  await onRate(context, 'GetContactInformation', pass, async (rated) => {
    await exhausted(context, rated);
    for (const other of others)
      await other.expect(rated.operation, rated.input, { provokes: ['rate'] }).toSucceed();
  });
}
