import type { Organization, World } from '../spec/world.ts';
import type { Dialect } from './dialects/axes.ts';
import { denied, invalid } from './refusal.ts';

const ALTERNATE_CONTACT = /AlternateContact$/;

/** Whose account the call is about. @throws {Refusal} where the caller may not name that account. */
export function accountActedOn(
  caller: string,
  named: string | undefined,
  operation: string,
  world: World,
  choices: Dialect,
): string {
  const home = world.organizations.find(({ management, members }) =>
    [management, ...members].includes(caller),
  );
  if (named === undefined) {
    const writes = operation.startsWith('Put') || operation.startsWith('Delete');
    const untrusted = home && home.management !== caller && !home.trustedAccess;
    if (untrusted && writes && ALTERNATE_CONTACT.test(operation) && choices.untrustedWrites === 'denied')
      throw denied('Account Management is not integrated.');
    return caller;
  }
  if (!home) throw choices.standaloneAccountId === 'denied' ? denied() : invalid('AccountId');
  if (!mayNameAccounts(caller, home)) throw denied();
  if (named === home.management) throw denied();
  if (!home.members.includes(named)) throw foreign(named, world, choices);
  if (named === caller && choices.delegateItself === 'denied' && !ALTERNATE_CONTACT.test(operation))
    throw denied();
  return named;
}

function mayNameAccounts(caller: string, home: Organization): boolean {
  const leads = caller === home.management || caller === home.delegatedAdmin;
  return leads && home.trustedAccess && home.allFeatures;
}

function foreign(named: string, { standalone, organizations }: World, { foreignAccount }: Dialect) {
  if (foreignAccount === 'denied') return denied();
  if (foreignAccount === 'invalid') return invalid('AccountId');
  const exists = [
    ...standalone,
    ...organizations.flatMap(({ management, members }) => [management, ...members]),
  ].includes(named);
  return exists ? denied() : invalid('AccountId');
}
