import { ConfigError } from '../config/config-error.ts';
import { bounded, heard } from './bounded.ts';
import type { Credentials, CredentialSource } from '../target.ts';

/** As the SDK's credential providers give them. */
interface Loaded extends Credentials {
  readonly expiration?: Date | undefined;
}

const REFRESH_BEFORE_MS = 5 * 60_000;

export interface LazyOptions {
  readonly now?: () => number;
  /** How long a load may take; milliseconds. */
  readonly withinMs?: number;
}

const WITHIN_MS = 60_000;

/**
 * Loads when they are first asked for, and again shortly before they expire; callers at the same time share one load,
 * and each of them waits until its own signal is aborted. Where a load brings nothing that lasts longer, those that
 * are there are used to their end, which is then known.
 * @throws {ConfigError} naming `owner`, where they cannot be had, or not in time; the next call tries anew.
 */
export function lazyCredentials(
  owner: string,
  load: () => Promise<Loaded>,
  { now = Date.now, withinMs = WITHIN_MS }: LazyOptions = {},
): CredentialSource & Required<Pick<CredentialSource, 'expires' | 'renew'>> {
  let loading: Promise<Loaded> | null = null;
  /** Those that a further load brought nothing better than. */
  let last: Loaded | null = null;

  async function loadAgain(): Promise<Loaded> {
    try {
      return await bounded('their provider', { withinMs }, load);
    } catch (error) {
      loading = null;
      throw new ConfigError(
        null,
        owner,
        `no credentials: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  /** Others than those that are used; where there are none, these. */
  async function loadOther(used: Loaded): Promise<Loaded> {
    const lasts = (used.expiration?.getTime() ?? 0) > now();
    const loaded = await loadAgain().catch((error: unknown) => {
      if (!lasts) throw error;
      return used;
    });
    if (!isOther(loaded, used)) last = loaded;
    return loaded;
  }

  const credentials = async (signal?: AbortSignal) => {
    const current = (loading ??= loadAgain());
    const loaded = await heard(current, signal);
    const { expiration } = loaded;
    const soon = expiration !== undefined && expiration.getTime() - now() <= REFRESH_BEFORE_MS;
    if (!soon || (loaded === last && expiration.getTime() > now())) return loaded;
    if (loading === current) loading = loadOther(loaded);
    return heard(loading, signal);
  };

  return Object.assign(credentials, {
    expires: () => last?.expiration ?? null,
    async renew(signal?: AbortSignal): Promise<boolean> {
      const current = loading;
      if (!current) return false;
      const used = await heard(current, signal);
      const other = loading === current ? loadOther(used) : (loading ?? loadAgain());
      loading = other;
      return isOther(await heard(other, signal), used);
    },
  });
}

function isOther(one: Credentials, other: Credentials): boolean {
  return one.accessKeyId !== other.accessKeyId || one.sessionToken !== other.sessionToken;
}
