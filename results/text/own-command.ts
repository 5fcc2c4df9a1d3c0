import { packageName } from '../../spec/package-version.ts';

let command = packageName;

/** The command as messages name it, so that what they say can be typed as it stands. */
export function ownCommand(): string {
  return command;
}

/** Notes how the process was started: what npx found in a checkout is not on the path. Called once, by the process itself. */
export function noteStart({ npm_command: npm, npm_lifecycle_event: event }: NodeJS.ProcessEnv): void {
  command = npm === 'exec' || event === 'npx' ? `npx ${packageName}` : packageName;
}
