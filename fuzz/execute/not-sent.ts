const NOT_SENT = new Set(['SafetyRefusal', 'Blocked']);

/** Whether a call was not sent: the guard forbids it, or what it changes could not be put back. */
export function isNotSent(error: unknown): boolean {
  return error instanceof Error && NOT_SENT.has(error.name);
}
