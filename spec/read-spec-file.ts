import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument, type Document } from 'yaml';
import type { ZodType } from 'zod';
import { expectationOf } from './expectation-of.ts';
import { packageRoot } from './package-root.ts';
import { SpecError } from './spec-error.ts';

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
