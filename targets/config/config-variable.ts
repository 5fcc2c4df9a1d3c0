import { ConfigError } from './config-error.ts';

/** A value that is nothing but `${VAR}`: the key that it stands at decides which type it has. */
export class Variable {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** As what it may be read, the likeliest last. */
  candidates(): (string | number | boolean)[] {
    const { text } = this;
    if (text === 'true' || text === 'false') return [text, text === 'true'];
    return text.trim() !== '' && Number.isFinite(Number(text)) ? [text, Number(text)] : [text];
  }
}

const PATTERN = /\$?\$\{(\w+)\}/g;

/**
 * Puts environment variables in the place of `${VAR}` in every text; `$${VAR}` stays `${VAR}`.
 * @throws {ConfigError} for a variable that is not set.
 */
export function expandVariables(
  value: unknown,
  env: NodeJS.ProcessEnv,
  file: string,
  path: readonly PropertyKey[] = [],
  expanded: Expanded = new Map(),
): unknown {
  if (typeof value === 'string') return expandText(value, env, file, path, expanded);
  const within = (item: unknown, key: PropertyKey) =>
    expandVariables(item, env, file, [...path, key], expanded);
  if (Array.isArray(value)) return value.map(within);
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, within(item, key)]));
}

/** What stood in the file in the place of a text, by that text: errors show this, and never what it stands for. */
export type Expanded = Map<string, string>;

function expandText(
  text: string,
  env: NodeJS.ProcessEnv,
  file: string,
  path: readonly PropertyKey[],
  all: Expanded,
) {
  const expanded = text.replaceAll(PATTERN, (found, name: string) => {
    if (found.startsWith('$$')) return found.slice(1);
    const value = env[name];
    if (value === undefined)
      throw new ConfigError(file, keyPath(path), `the environment variable ${name} is not set`);
    all.set(value, found);
    return value;
  });
  if (expanded !== text) all.set(expanded, text);
  return /^\$\{\w+\}$/.test(text) ? new Variable(expanded) : expanded;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** `organizations[0].management`, from the names and indices on the way there. */
export function keyPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((before, part) => {
    if (typeof part === 'number') return `${before}[${part}]`;
    return before === '' ? String(part) : `${before}.${String(part)}`;
  }, '');
}
