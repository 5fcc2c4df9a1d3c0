import type { IncomingMessage } from 'node:http';
import type { Dialect } from './dialects/axes.ts';
import { Refusal, denied, invalid } from './refusal.ts';
import { accountsOfWorld, type Organization, type World } from '../spec/world.ts';

const ALTERNATE_CONTACT = /AlternateContact$/;

interface Key {
  readonly accessKeyId: string;
}

/** Who has credentials, and of which account. */
interface Holder {
  readonly accountId: string | null;
  credentials(): Key | Promise<Key>;
}

/** Finds the account of an access key id; a signature is never looked at. */
export class Callers {
  readonly #accounts: ReadonlyMap<string, string>;
  readonly #unsigned: Dialect['unsigned'];
  readonly #first: string;

  private constructor(accounts: ReadonlyMap<string, string>, unsigned: Dialect['unsigned']) {
    this.#accounts = accounts;
    this.#unsigned = unsigned;
    this.#first = [...accounts.values()][0] ?? '';
  }

  static async of(identities: readonly Holder[], { unsigned }: Dialect): Promise<Callers> {
    const accounts = await Promise.all(
      identities.map(async ({ credentials, accountId }): Promise<[string, string]> => {
        const { accessKeyId } = await credentials();
        return [accessKeyId, accountId ?? ''];
      }),
    );
    return new Callers(new Map(accounts), unsigned);
  }

  /** @throws {Refusal} where the key is not known. */
  accountOf({ headers, url = '' }: IncomingMessage): string {
    const key =
      /Credential=([^/,\s]+)\//.exec(headers.authorization ?? '')?.[1] ??
      /[?&]X-Amz-Credential=([^&%/]+)/.exec(url)?.[1];
    const account = key === undefined ? undefined : this.#accounts.get(key);
    if (account !== undefined) return account;
    if (this.#unsigned === 'standalone') return this.#first;
    throw key === undefined
      ? new Refusal(403, 'MissingAuthenticationTokenException', 'The request is not signed.')
      : new Refusal(403, 'UnrecognizedClientException', 'The access key is not known.');
  }
}

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

function foreign(named: string, world: World, { foreignAccount }: Dialect) {
  if (foreignAccount === 'denied') return denied();
  if (foreignAccount === 'invalid') return invalid('AccountId');
  return accountsOfWorld(world).includes(named) ? denied() : invalid('AccountId');
}
