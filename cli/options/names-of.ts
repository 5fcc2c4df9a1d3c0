import { resolve } from 'node:path';
import type { LoadedConfig } from '../../targets/config/load-config.ts';
import type { TargetOptions } from '../run/open-target.ts';

/** How the target was named, and where its configuration stands, so that `restore` finds it again from any directory. */
export function namesOf(
  { target, endpoint, region, config }: TargetOptions,
  loaded: Pick<LoadedConfig, 'file'> | null,
): Record<string, string> {
  const file = config ?? loaded?.file;
  const named = { target, endpoint, region, config: file === undefined ? undefined : resolve(file) };
  return Object.fromEntries(
    Object.entries(named).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}
