/**
 * A signal that aborts at SIGINT or SIGTERM, so that state is restored and reports are written before the process
 * ends. A second SIGINT is heeded no sooner: what was begun to be restored has to be finished.
 */
export function interruption(say: (message: string) => void): { signal: AbortSignal; dispose(): void } {
  const controller = new AbortController();
  const interrupt = (name: NodeJS.Signals) => {
    if (controller.signal.aborted) return say('still restoring; please wait');
    say(`${name}: stopping, then restoring the state and writing the reports`);
    controller.abort(new Error(`interrupted by ${name}`));
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return {
    signal: controller.signal,
    dispose() {
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
    },
  };
}
