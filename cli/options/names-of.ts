import { resolve } from 'node:path';
import type { TargetOptions } from '../run/open-target.ts';

/** How the target was named, so that `restore` finds it again from any directory. */
export function namesOf({ target, endpoint, region, config }: TargetOptions): Record<string, string> {
  const named = { target, endpoint, region, config: config === undefined ? undefined : resolve(config) };
  return Object.fromEntries(
    Object.entries(named).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}
