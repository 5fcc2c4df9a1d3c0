import type { IncomingMessage } from 'node:http';
import type { Dialect } from './dialects/axes.ts';
import { Refusal } from './refusal.ts';

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
