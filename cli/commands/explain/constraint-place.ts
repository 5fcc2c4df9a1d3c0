import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type YAMLMap } from 'yaml';
import type { Obligation } from '../../../spec/obligations.ts';
import { packageRoot } from '../../../spec/package-root.ts';
import type { Place } from './locations.ts';

const FILE = 'spec/account.openapi.yaml';

/** A line of the OpenAPI document. */
export interface ConstraintPlace extends Place {
  readonly text: string;
}

/** The line of the OpenAPI document that states the constraint of an obligation. */
export function constraintPlace(
  obligation: Pick<Obligation, 'operation' | 'path' | 'constraint'>,
): ConstraintPlace {
  const { text, lines, nodes } = openApi();
  const start = nodes.offsetOf(obligation);
  if (start === null)
    throw new RangeError(`${obligation.operation}/${obligation.path.join('.')}: not found in ${FILE}`);
  const { line } = lines.linePos(start);
  return { path: FILE, line, text: text.split('\n')[line - 1]?.trim() ?? '' };
}

interface OpenApiText {
  readonly text: string;
  readonly lines: LineCounter;
  readonly nodes: OpenApiNodes;
}

let read: OpenApiText | undefined;

/** The document as text and nodes, read once per process. */
function openApi(): OpenApiText {
  if (read) return read;
  const text = readFileSync(join(packageRoot, FILE), 'utf8');
  const lines = new LineCounter();
  read = { text, lines, nodes: new OpenApiNodes(parseDocument(text, { lineCounter: lines }).contents) };
  return read;
}

/** Keys of a schema that are spelled otherwise in the ids of obligations. */
const KEYS: Readonly<Record<string, string>> = {
  'min-length': 'minLength',
  'max-length': 'maxLength',
  'type-error': 'type',
  text: 'x-text',
};

/** The document as nodes that know where they stand. */
class OpenApiNodes {
  readonly #root: Node | null;

  constructor(root: Node | null) {
    this.#root = root;
  }

  offsetOf({
    operation,
    path,
    constraint,
  }: Pick<Obligation, 'operation' | 'path' | 'constraint'>): number | null {
    let owner: YAMLMap | null = null;
    let member: Node | null = null;
    let schema = this.#inputOf(operation);
    for (const segment of path) {
      owner = segment === '[]' ? null : schema;
      member = segment === '[]' ? at(schema, 'items') : at(schema, 'properties', segment);
      schema = this.#resolved(member);
    }
    return this.#constraint(constraint, path.at(-1) ?? '', { owner, member, schema });
  }

  #constraint(
    constraint: string,
    name: string,
    { owner, member, schema }: { owner: YAMLMap | null; member: Node | null; schema: YAMLMap | null },
  ): number | null {
    const required = itemOf(at(owner, 'required'), (item) => isScalar(item) && item.value === name);
    const property = keyOffset(at(owner, 'properties'), name);
    if (constraint === 'required') return offset(required);
    if (constraint === 'null') return offset(required) ?? property;
    if (constraint === 'optional') return property;
    if (constraint === 'required-when') return keyOffset(member, 'x-required-when');
    return (
      keyOffset(schema, KEYS[constraint] ?? constraint) ??
      keyOffset(this.#zone(schema, constraint), 'ruling') ??
      property ??
      keyOffset(owner ?? schema, 'items') ??
      offset(schema)
    );
  }

  /** Part of the allowed values that a ruling takes out; text that is open has those of the document. */
  #zone(schema: YAMLMap | null, ruling: string): Node | null {
    const named = (item: unknown) => isMap(item) && item.get('ruling') === ruling;
    return itemOf(at(schema, 'x-zones'), named) ?? itemOf(at(this.#root, 'x-open-text-zones'), named);
  }

  #inputOf(operation: string): YAMLMap | null {
    const paths = at(this.#root, 'paths');
    if (!isMap(paths)) return null;
    const post = paths.items
      .map(({ value }) => at(value as Node, 'post'))
      .find((one) => isMap(one) && one.get('operationId') === operation);
    return this.#resolved(at(post ?? null, 'requestBody', 'content', 'application/json', 'schema'));
  }

  #resolved(node: Node | null): YAMLMap | null {
    if (!isMap(node)) return null;
    const ref = node.get('$ref');
    if (typeof ref !== 'string') return node;
    const target = at(this.#root, ...ref.split('/').slice(1));
    return isMap(target) ? target : null;
  }
}

function at(node: Node | null, ...keys: readonly string[]): Node | null {
  return keys.reduce<Node | null>(
    (from, key) => (isMap(from) ? ((from.get(key, true) as Node | undefined) ?? null) : null),
    node,
  );
}

function keyOffset(node: Node | null, name: string): number | null {
  if (!isMap(node)) return null;
  const pair = node.items.find(({ key }) => isScalar(key) && key.value === name);
  return offset(pair?.key as Node | undefined);
}

function itemOf(node: Node | null, wanted: (item: unknown) => boolean): Node | null {
  return isSeq(node) ? ((node.items.find(wanted) as Node | undefined) ?? null) : null;
}

function offset(node: Node | null | undefined): number | null {
  return node?.range?.[0] ?? null;
}
