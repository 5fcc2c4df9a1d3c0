const LOOK_EVERY_MS = 500;
/** As early as can be: later it may be whoever adopted us. */
const PARENT = process.ppid;

/**
 * Tells when the shell in which npm runs us has ended. npm hands SIGTERM and SIGINT to that shell only, which dies of them
 * and leaves us running, as nobody's child. The returned function ends the watch. Where npm did not start us, nothing is watched.
 */
export function watchStarter(env: NodeJS.ProcessEnv, ended: (by: string) => void): () => void {
  const { npm_lifecycle_script: script = '', npm_command: npm } = env;
  if (!script.includes('account-conformance')) return () => {};
  const timer = setInterval(() => {
    if (process.ppid === PARENT) return;
    clearInterval(timer);
    ended(npm === 'exec' ? 'npx' : 'npm');
  }, LOOK_EVERY_MS).unref();
  return () => clearInterval(timer);
}
