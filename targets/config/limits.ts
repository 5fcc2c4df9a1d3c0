/** The longest timer of the platform: a longer one would fire at once. Milliseconds, some 24 days. */
export const LONGEST_MS = 2 ** 31 - 1;

/** What options may ask for at most, on the command line and in the configuration. */
export const MOST = {
  runs: 1_000_000,
  workers: 1000,
  requestsPerSecond: 1_000_000,
  retries: 100,
  shards: 10_000,
} as const;
