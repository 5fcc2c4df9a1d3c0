import { DEFAULT_EDITION, type Edition } from '../../spec/contract.ts';
import type { TargetOptions } from '../run/open-target.ts';
import { DEFAULT_RUNS } from '../run/run-conformance.ts';
import { resolve } from 'node:path';
import type { LoadedConfig } from '../../targets/config/load-config.ts';

/** What, besides rule and seed, decides what a run sends. */
interface Again {
  /** Of the target, where no option names one. */
  readonly name: string;
  readonly endpointUsed: URL;
  /** Not where the command reads them from what it is given. */
  readonly edition?: Edition;
  readonly runs?: number;
}

/** The options by which a finding's command meets the same target with the same values, as text for a shell. */
export function runAgainOptions(given: TargetOptions, { name, endpointUsed, edition, runs }: Again): string {
  const { target, endpoint, region, config, hostile } = given;
  // What the AWS variables name is called by its host.
  const unnamed = name === endpointUsed.host ? { endpoint: endpointUsed.href } : { target: name };
  const named = target === undefined && endpoint === undefined ? unnamed : { target, endpoint };
  const options = {
    ...named,
    region,
    config,
    edition: edition === DEFAULT_EDITION ? undefined : edition,
    runs: runs === DEFAULT_RUNS ? undefined : runs?.toString(),
  };
  return Object.entries(options)
    .flatMap(([option, value]) => (value === undefined ? [] : [`--${option} ${shellWord(value)}`]))
    .concat(hostile === true ? ['--hostile'] : [])
    .join(' ');
}

function shellWord(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

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
