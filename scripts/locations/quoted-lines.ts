import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from '../../cli/commands/explain/locations.ts';
import { packageRoot } from '../../spec/package-root.ts';

/** A quoted word of the sources, and whether it names what stands there: `id: '…'` rather than a mention. */
export interface QuotedLine extends Place {
  readonly names: boolean;
}

const QUOTED = /(?:(\b(?:id|name|what)): *)?(?:(['`])([\w./*-]+)\2|`([\w-]+-)\$\{)/g;

/** Every quoted word of the rooms' sources, in the order of files and lines; `path-*` for a template that begins so. */
export function quotedLines(rooms: readonly string[]): ReadonlyMap<string, QuotedLine[]> {
  const files = rooms
    .flatMap((room) => globSync(`${room}/**/*.ts`, { cwd: packageRoot }))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !/\.test\.ts$|\/testing\//.test(path))
    .toSorted();
  const found = new Map<string, QuotedLine[]>();
  for (const path of files) {
    for (const [index, text] of readFileSync(join(packageRoot, path), 'utf8').split('\n').entries()) {
      for (const [, key, , word, beginning] of text.matchAll(QUOTED)) {
        const quoted = word ?? `${beginning}*`;
        const line = { path, line: index + 1, names: key !== undefined };
        found.set(quoted, [...(found.get(quoted) ?? []), line]);
      }
    }
  }
  return found;
}
