import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Path of a Chromium of this machine. @throws with the command that installs one. */
export function findChromium({ CHROMIUM: named, PATH = '' }: NodeJS.ProcessEnv): string {
  const candidates = named
    ? [named]
    : NAMES.flatMap((name) => PATH.split(delimiter).map((directory) => join(directory, name)));
  const found = candidates.find(isExecutable);
  if (found !== undefined) return found;
  throw new Error(
    named
      ? `CHROMIUM=${named} is not a program; leave it out to use the system's, which npm run browser:install installs`
      : 'no Chromium found: npm run browser:install installs one; or name one in the variable CHROMIUM',
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
