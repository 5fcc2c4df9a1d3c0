import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { packageRoot } from './package-root.ts';
import { z, type ZodType } from 'zod';
import { LEVELS } from './contract.ts';

/**
 * Reads and validates one YAML file of spec/.
 * @throws {SpecError} naming file, place (line and path) and what was expected.
 */
export function readSpecFile<T>(file: string, schema: ZodType<T>): T {
  return parseSpecText(`spec/${file}`, readFileSync(join(packageRoot, 'spec', file), 'utf8'), schema);
}

/** The same for text that is already in memory; `file` is only named in errors. */
export function parseSpecText<T>(file: string, text: string, schema: ZodType<T>): T {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [syntax] = document.errors;
  if (syntax) {
    const { line, col } = lines.linePos(syntax.pos[0]);
    throw new SpecError(file, `line ${line}, column ${col}`, syntax.message.split('\n')[0] ?? syntax.code);
  }
  const value: unknown = document.toJS();
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (!issue) throw new SpecError(file, '(root)', 'expected another form');
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
  throw new SpecError(file, placeOf(document, lines, path), expectationOf(issue, valueAt(value, path)));
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    value,
  );
}

function placeOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): string {
  const shown = path.map(String).join('.') || '(root)';
  for (let length = path.length; length >= 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    const range = (node as { range?: readonly number[] } | undefined)?.range;
    if (range?.[0] !== undefined) return `line ${lines.linePos(range[0]).line}, ${shown}`;
  }
  return shown;
}

/** A mistake in a file of spec/: names the file, the place and what was expected there. */
export class SpecError extends Error {
  override readonly name = 'SpecError';
  readonly code = 'ERR_SPEC';
  readonly file: string;
  readonly place: string;
  readonly expectation: string;

  constructor(file: string, place: string, expectation: string) {
    super(`${file} › ${place}: ${expectation}`);
    this.file = file;
    this.place = place;
    this.expectation = expectation;
  }
}

type Issue = z.core.$ZodIssue;

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
  null: 'null',
};

/** What was expected where a spec file is wrong, in words: "expected a whole number, found nothing". */
function expectationOf(issue: Issue, found: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${KINDS[issue.expected] ?? issue.expected}, found ${show(found)}`;
    case 'invalid_value':
      return `expected ${issue.values.map(String).join(' or ')}, found ${show(found)}`;
    case 'too_small':
      return `expected at least ${amount(issue.origin, issue.minimum)}, found ${show(found)}`;
    case 'too_big':
      return `expected at most ${amount(issue.origin, issue.maximum)}, found ${show(found)}`;
    case 'unrecognized_keys':
      return `expected no key ${issue.keys.join(', ')} here`;
    case 'invalid_key':
      return issue.issues[0]?.message ?? 'expected another key';
    case 'custom':
    case 'invalid_element':
    case 'invalid_format':
    case 'invalid_union':
    case 'not_multiple_of':
      return issue.message.startsWith('expected') ? issue.message : `expected otherwise: ${issue.message}`;
  }
}

function amount(origin: string, limit: number | bigint): string {
  const unit = limit === 1 ? '' : 's';
  if (origin === 'array') return `${limit} element${unit}`;
  return origin === 'string' ? `${limit} character${unit}` : String(limit);
}

function show(found: unknown): string {
  if (found === undefined) return 'nothing';
  if (Array.isArray(found)) return found.length === 0 ? 'an empty list' : 'a list';
  if (typeof found === 'object' && found !== null) return 'a mapping';
  return JSON.stringify(found);
}

/** Where an entry comes from: the kind of source, then the place in it. */
export const sourceField = z
  .string()
  .regex(
    /^(guide|model|live|protocol|project): \S/,
    'expected a source such as "guide: ListRegions › Errors"',
  );

export const levelField = z.enum(LEVELS);

export const statusField = z.int().min(100).max(599);

export const statusesField = z.array(statusField).min(1);

export const namesField = z.array(z.string().min(1)).min(1);

/** ECMA-262 with the `u` flag. */
export const patternField = z.string().superRefine((text, context) => {
  try {
    new RegExp(text, 'u');
  } catch (error) {
    context.addIssue({
      code: 'custom',
      message: `expected an ECMA-262 pattern: ${(error as Error).message}`,
    });
  }
});
