/** Exit codes that come before any request; those of a finished run follow from its verdict. */
export const EXIT_USAGE = 2;
export const EXIT_UNREACHABLE = 3;
export const EXIT_NOTHING_RAN = 4;
export const EXIT_NOT_RESTORED = 5;
export const EXIT_REFUSED = 6;
export const EXIT_INTERRUPTED = 130;

/** The user asked for something that cannot be: shown in one line, exit 2, before any request. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Something ended a command, and the state of the target is not what it was: exit 5. */
export class NotRestored extends Error {
  override readonly name = 'NotRestored';

  constructor(problems: readonly string[], cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`state could not be restored (${problems.join('; ')}); before that: ${why}`, { cause });
  }
}
