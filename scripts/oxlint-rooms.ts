import { relative, sep } from 'node:path';
import { refusal } from './lint/refusal.ts';

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
