import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { packageRoot } from '../spec/package-root.ts';

/** What tells one state of the code from another: what was found with the one says nothing of the other. */
export function codeNow(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: packageRoot, maxBuffer: 2 ** 28 });
  const hash = createHash('sha256').update(git('rev-parse', 'HEAD')).update(git('diff', 'HEAD'));
  return hash.digest('hex').slice(0, 12);
}
