import { relative, sep, resolve } from 'node:path';
import { EVERYTHING, PARTS, ROOMS, ROOMS_IN_TESTS, type Rooms } from './lint/rooms.ts';

const OWN_PACKAGE = /^account-conformance(\/|$)/;

/** The lint rule `rooms/imports`: who may import whom, as `lint/rooms.ts` and ARCHITECTURE.md say. */

interface Context {
  readonly filename: string;
  readonly cwd: string;
  report(problem: { node: Node; message: string }): void;
}
interface Node {
  readonly type: string;
  readonly source?: { readonly type: string; readonly value?: unknown } | null;
}

function create(context: Context) {
  const file = relative(context.cwd, context.filename).replaceAll(sep, '/');
  const check = (node: Node) => {
    const specifier = node.source?.value;
    if (typeof specifier !== 'string') return;
    const message = refusal(file, specifier);
    if (message !== undefined) context.report({ node, message });
  };
  return {
    ImportDeclaration: check,
    ExportNamedDeclaration: check,
    ExportAllDeclaration: check,
    ImportExpression: check,
  };
}

// The linter takes the plugin from the default export.
export default { meta: { name: 'rooms' }, rules: { imports: { create } } };

/** Why `file`, given from the root with `/`, must not import `specifier`; `undefined`: it may. */
function refusal(file: string, specifier: string): string | undefined {
  const from = placeOf(file);
  // Configuration at the root.
  if (from.room === '') return undefined;
  if (OWN_PACKAGE.test(specifier)) return `${from.room}/ imports its own package by name; import the file.`;
  if (!specifier.startsWith('.')) return undefined;
  const to = placeOf(relative('.', resolve(file, '..', specifier)).replaceAll(sep, '/'));
  return (
    refusalOfTestSupport(from, to) ??
    (from.room === to.room ? refusalOfPart(from, to) : refusalOfRoom(from, to))
  );
}

interface Place {
  readonly room: string;
  readonly part: string;
  /** A test, a suite that vitest runs against a target, or what supports them. */
  readonly isTest: boolean;
  /** What supports tests and is left out of the package. */
  readonly isTestSupport: boolean;
}

function placeOf(file: string): Place {
  const [room = '', part = ''] = file.includes('/') ? file.split('/') : [];
  const isTestSupport = file.includes('/testing/');
  return {
    room,
    part: part.replace(/\..*/, ''),
    isTest: isTestSupport || /\.(test|suite)\.ts$/.test(file),
    isTestSupport,
  };
}

/** Tests may import more than what they test; nothing else gets at that through what supports them. */
function refusalOfTestSupport(from: Place, to: Place): string | undefined {
  if (!to.isTestSupport || from.isTest || ROOMS[from.room] === EVERYTHING) return undefined;
  return `${from.room}/ must not import from testing/: only tests, bench and scripts may.`;
}

function refusalOfRoom(from: Place, to: Place): string | undefined {
  const rooms = roomsOf(from);
  if (!rooms) return `${from.room}/ is not a room: it is missing in scripts/lint/rooms.ts.`;
  const open = rooms === EVERYTHING || rooms.includes(to.room) || rooms.includes(`${to.room}/${to.part}`);
  if (open) return undefined;
  return `${from.room}/ must not import ${to.room}/: it may import ${listed(rooms)} (ARCHITECTURE.md).`;
}

function roomsOf(from: Place): Rooms | undefined {
  const always = ROOMS[from.room];
  const inTests = (from.isTest && ROOMS_IN_TESTS[from.room]) || [];
  if (always === EVERYTHING || inTests === EVERYTHING) return EVERYTHING;
  return always && [...always, ...inTests];
}

function refusalOfPart(from: Place, to: Place): string | undefined {
  const parts = PARTS[from.room];
  if (!parts || from.isTest || parts.collectors.includes(from.part)) return undefined;
  const allowed = [...parts.shared, ...(parts.also?.[from.part] ?? [])];
  if (from.part === to.part || allowed.includes(to.part)) return undefined;
  const here = `${from.room}/${from.part}`;
  return `${here} must not import ${to.room}/${to.part}: of ${from.room}/ it may import itself and ${listed(allowed)} (ARCHITECTURE.md).`;
}

function listed(names: readonly string[]): string {
  return names.join(', ') || 'no other folder';
}
