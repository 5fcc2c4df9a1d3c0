import { relative, resolve, sep } from 'node:path';

/**
 * The lint rule `rooms/imports`: which top-level folder may import which, as ARCHITECTURE.md says.
 * The table is the rule; a folder that is not in it may import everything.
 */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  spec: [],
  generators: ['spec'],
  oracle: ['spec'],
  targets: ['spec'],
  reference: ['spec'],
  suites: ['spec', 'generators', 'oracle', 'targets'],
  reports: ['spec'],
  mutants: ['reference', 'spec'],
  fuzz: ['spec', 'suites', 'generators', 'oracle', 'targets'],
};

/** What the tests of a folder may import besides: they need a service to judge. */
const ALLOWED_IN_TESTS: Readonly<Record<string, readonly string[]>> = {
  suites: ['cli', 'reference'],
  mutants: ['cli', 'suites'],
  fuzz: ['cli', 'reference'],
};

/** Its types are open to every folder; it imports nothing of ours itself. */
const RECORD = 'reports/record.ts';
const OWN_PACKAGE = /^account-conformance(\/|$)/;

interface Context {
  readonly filename: string;
  readonly cwd: string;
  report(problem: { node: Node; message: string }): void;
}
interface Node {
  readonly type: string;
  readonly source?: { readonly type: string; readonly value?: unknown } | null;
  readonly importKind?: string;
  readonly exportKind?: string;
}

function create(context: Context) {
  const file = relative(context.cwd, context.filename).replaceAll(sep, '/');
  const check = (node: Node) => {
    const specifier = node.source?.value;
    if (typeof specifier !== 'string') return;
    const message = refusal(file, specifier, node.importKind === 'type' || node.exportKind === 'type');
    if (message !== undefined) context.report({ node, message });
  };
  return {
    ImportDeclaration: check,
    ExportNamedDeclaration: check,
    ExportAllDeclaration: check,
    ImportExpression: check,
  };
}

/** Why `file`, relative to the root, must not import `specifier`; `undefined`: it may. */
function refusal(file: string, specifier: string, typesOnly: boolean): string | undefined {
  const room = roomOf(file);
  const allowed = ALLOWED[room];
  if (!allowed) return undefined;
  if (OWN_PACKAGE.test(specifier)) return `${room}/ imports its own package by name; import the file.`;
  if (!specifier.startsWith('.')) return undefined;
  const imported = relative('.', resolve(file, '..', specifier)).replaceAll(sep, '/');
  const importedRoom = roomOf(imported);
  if (file === RECORD) return `${RECORD} imports nothing of ours.`;
  if (importedRoom === room) return undefined;
  if (imported === RECORD) {
    return typesOnly ? undefined : `${room}/ may import only the types of ${RECORD} (import type).`;
  }
  const rooms = [...allowed, ...(file.endsWith('.test.ts') ? (ALLOWED_IN_TESTS[room] ?? []) : [])];
  if (rooms.includes(importedRoom)) return undefined;
  return `${room}/ must not import ${importedRoom}/: it may import ${rooms.join(', ') || 'no other folder'} (ARCHITECTURE.md).`;
}

function roomOf(file: string): string {
  const end = file.indexOf('/');
  return end === -1 ? '' : file.slice(0, end);
}

// The linter takes the plugin from the default export.
export default { meta: { name: 'rooms' }, rules: { imports: { create } } };
