import { ConfigError } from '../config/config-error.ts';
import { bounded, heard } from './bounded.ts';
import type { Credentials } from '../target.ts';

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
 * and each of them waits until its own signal is aborted.
 * @throws {ConfigError} naming `owner`, where they cannot be had, or not in time; the next call tries anew.
 */
export function lazyCredentials(
  owner: string,
  load: () => Promise<Loaded>,
  { now = Date.now, withinMs = WITHIN_MS }: LazyOptions = {},
): (signal?: AbortSignal) => Promise<Credentials> {
  let loading: Promise<Loaded> | null = null;

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

  return async (signal) => {
    const current = (loading ??= loadAgain());
    const loaded = await heard(current, signal);
    const { expiration } = loaded;
    if (expiration === undefined || expiration.getTime() - now() > REFRESH_BEFORE_MS) return loaded;
    if (loading === current) loading = loadAgain();
    return heard(loading, signal);
  };
}
