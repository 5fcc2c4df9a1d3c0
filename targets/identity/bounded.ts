/** What a wait is bounded by. */
export interface Bounds {
  readonly withinMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Waits for `work` until its time is up or the signal is aborted, whatever the work itself heeds: a child process that
 * a credential provider started hears nothing.
 * @param what is waited for, in words.
 * @throws {Error} saying what took too long, or the reason of the signal.
 */
export function bounded<T>(
  what: string,
  { withinMs, signal }: Bounds,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ended = new AbortController();
  return new Promise((resolve, reject) => {
    const giveUp = (reason: Error) => {
      ended.abort(reason);
      reject(reason);
    };
    if (signal?.aborted) return giveUp(reasonOf(signal));
    const interrupted = () => signal && giveUp(reasonOf(signal));
    const timer = setTimeout(() => giveUp(new Error(`${what}: no answer within ${withinMs} ms`)), withinMs);
    signal?.addEventListener('abort', interrupted, { once: true });
    void work(ended.signal)
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', interrupted);
      });
  });
}

/** Waits for what somebody else began, until the signal is aborted. @throws the reason of the signal. */
export function heard<T>(begun: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return begun;
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      begun.catch(() => {});
      return reject(reasonOf(signal));
    }
    const interrupted = () => reject(reasonOf(signal));
    signal.addEventListener('abort', interrupted, { once: true });
    void begun.then(resolve, reject).finally(() => signal.removeEventListener('abort', interrupted));
  });
}

function reasonOf({ reason }: AbortSignal): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
