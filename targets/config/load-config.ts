import { existsSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseYaml, YamlMistake } from '../../results/text/parse-yaml.ts';
import { ConfigError } from './config-error.ts';
import { configSchema, type RunConfig, type TargetConfig } from './config-schema.ts';
import { expandVariables, keyPath, type Expanded } from './config-variable.ts';
import { readTextFile } from './read-text-file.ts';

export interface LoadedConfig {
  readonly file: string;
  readonly run: RunConfig;
  readonly targets: Readonly<Record<string, TargetConfig>>;
  /** What stands for a variable, by what it was expanded to. */
  readonly expanded: ReadonlyMap<string, string>;
}

const LARGEST = 4 * 1024 * 1024;
const NAMES = ['yaml', 'yml', 'json', 'ts', 'js'].map((kind) => `account-conformance.config.${kind}`);

/**
 * Reads `file`, else the configuration in `cwd`; `null` where there is none. Relative to `cwd`.
 * @throws {ConfigError}
 */
export async function loadConfig(options: {
  cwd: string;
  file?: string | undefined;
  env: NodeJS.ProcessEnv;
}): Promise<LoadedConfig | null> {
  const { cwd, env } = options;
  const file = options.file === undefined ? findConfig(cwd) : resolve(cwd, options.file);
  if (file === null) return null;
  if (!existsSync(file)) throw new ConfigError(file, '', 'there is no such file');
  const expanded: Expanded = new Map();
  const given = expandVariables((await readConfig(file)) ?? {}, env, file, [], expanded);
  const { success, data, error } = configSchema.safeParse(given);
  if (success) return { file, run: data.run ?? {}, targets: data.targets ?? {}, expanded };
  // A misspelt key is the reason why the right one is missing.
  const issue = error.issues.find(({ code }) => code === 'unrecognized_keys') ?? error.issues[0];
  if (issue === undefined) throw new ConfigError(file, '', error.message);
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  throw new ConfigError(file, keyPath([...issue.path, ...unknown]), issue.message);
}

function findConfig(cwd: string): string | null {
  const found = NAMES.filter((name) => existsSync(resolve(cwd, name)));
  const [first, second] = found;
  if (first === undefined) return null;
  if (second === undefined) return resolve(cwd, first);
  throw new ConfigError(cwd, '', `expected one configuration, found ${found.join(' and ')}`);
}

async function readConfig(file: string): Promise<unknown> {
  if (/^\.[cm]?[jt]s$/.test(extname(file))) return importConfig(file);
  try {
    // JSON is YAML as well.
    return parseYaml(await readTextFile(file, LARGEST));
  } catch (error) {
    const place = error instanceof YamlMistake ? error.place : null;
    throw new ConfigError(file, place ?? '', error instanceof Error ? error.message : String(error));
  }
}

async function importConfig(file: string): Promise<unknown> {
  const loaded = await importModule(file);
  if (loaded.default === undefined) throw new ConfigError(file, 'default', 'expected a default export');
  return loaded.default;
}

async function importModule(file: string): Promise<{ default?: unknown }> {
  try {
    return (await import(pathToFileURL(file).href)) as { default?: unknown };
  } catch (error) {
    throw new ConfigError(file, '', error instanceof Error ? error.message : String(error));
  }
}
