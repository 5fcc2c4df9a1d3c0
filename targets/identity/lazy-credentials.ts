import { ConfigError } from '../config/config-error.ts';
import type { Credentials } from '../target.ts';

/** As the SDK's credential providers give them. */
interface Loaded extends Credentials {
  readonly expiration?: Date | undefined;
}

const REFRESH_BEFORE_MS = 5 * 60_000;

/**
 * Loads when they are first asked for, and again shortly before they expire; callers at the same time share one load.
 * @throws {ConfigError} naming `owner`, where they cannot be had; the next call tries anew.
 */
export function lazyCredentials(
  owner: string,
  load: () => Promise<Loaded>,
  now: () => number = Date.now,
): () => Promise<Credentials> {
  let loading: Promise<Loaded> | null = null;

  async function loadAgain(): Promise<Loaded> {
    try {
      return await load();
    } catch (error) {
      loading = null;
      throw new ConfigError(
        null,
        owner,
        `no credentials: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  return async () => {
    const current = (loading ??= loadAgain());
    const loaded = await current;
    const { expiration } = loaded;
    if (expiration === undefined || expiration.getTime() - now() > REFRESH_BEFORE_MS) return loaded;
    if (loading === current) loading = loadAgain();
    return loading;
  };
}
