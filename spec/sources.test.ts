import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadRulings } from './load-rulings.ts';
import { packageRoot } from './package-root.ts';

const folder = join(packageRoot, 'spec');
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));

/** Every text under a key that names sources, with its place. */
function sourcesOf(value: unknown, place: string): [string, string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]: [string, unknown]): [string, string][] => {
    const here = `${place}.${key}`;
    if (['source', 'x-source'].includes(key) && typeof child === 'string') return [[here, child]];
    if (key === 'places' && Array.isArray(child) && child.every((entry) => typeof entry === 'string'))
      return child.map((entry): [string, string] => [here, entry]);
    return sourcesOf(child, here);
  });
}

test.each(files)('%s names its sources, each of a known kind', (file) => {
  const sources = sourcesOf(parse(readFileSync(join(folder, file), 'utf8')), file);
  expect(sources.length).toBeGreaterThan(1);
  for (const [place, source] of sources)
    expect(source, place).toMatch(/^(guide|model|live|protocol|project): \S/);
});

test('a source that names a ruling names one that exists', () => {
  const known = new Set(loadRulings().map(({ id }) => id));
  const named = files.flatMap((file) =>
    sourcesOf(parse(readFileSync(join(folder, file), 'utf8')), file).flatMap(([place, source]) =>
      [...source.matchAll(/rulings\.yaml › ([\w-]+)/g)].map((match) => [place, match[1]] as const),
    ),
  );
  expect(named.length).toBeGreaterThan(1);
  for (const [place, id] of named) expect(known.has(id ?? ''), `${place} › ${id}`).toBe(true);
});
