import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { placeText, type Place } from '../../cli/commands/explain/locations.ts';
import { INVARIANTS } from '../../harness/invariants/registry.ts';
import type { Rule } from '../../harness/rule.ts';
import { EDITIONS, type Contract } from '../../spec/contract.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { packageRoot } from '../../spec/package-root.ts';
import { allRules } from '../../suites/registry.ts';
import type { FunctionInspector } from './inspect-functions.ts';

const contracts = EDITIONS.map((edition) => loadContract(edition));
const operations = new Set(contracts.flatMap((contract) => Object.keys(contract.operations)));

/** Where the check of each rule and invariant stands; after it the row that the rule is made from, where that is elsewhere. */
export async function rulePlaces(inspector: FunctionInspector): Promise<Map<string, Place[]>> {
  const homes = await ruleHomes();
  const quoted = quotedLines(['suites', 'generators']);
  const rules = [...contracts.flatMap((contract) => allRules(contract)), ...INVARIANTS];
  const known = new Map<string, Place[]>();
  const places = new Map<string, Place[]>();
  for (const { id, check } of rules) {
    if (places.has(id)) continue;
    const place = inspector.placeOf(check);
    // Rules that one function makes of one row stand at one place.
    const made = `${placeText(place)} ${madeOf(id)}`;
    const found =
      known.get(made) ?? placesOfRule({ id, check, place, home: homes.get(id), quoted, inspector });
    known.set(made, found);
    places.set(id, found);
  }
  return places;
}

/** What tells the rules of one factory apart, but for the operation; of obligations the side. */
function madeOf(id: string): string {
  const segments = segmentsOf(id);
  return id.startsWith('validation/') ? (segments.at(-1) ?? '') : segments.join('/');
}

/** An id without its suite and its operation. */
function segmentsOf(id: string): string[] {
  return id
    .split('/')
    .slice(1)
    .filter((segment) => !operations.has(segment));
}

interface RuleToPlace {
  readonly id: string;
  readonly check: unknown;
  readonly place: Place;
  /** Where the rule is exported; none for obligations and invariants. */
  readonly home: RuleHome | undefined;
  readonly quoted: ReadonlyMap<string, readonly QuotedLine[]>;
  readonly inspector: FunctionInspector;
}

function placesOfRule(rule: RuleToPlace): Place[] {
  const { id, home, inspector } = rule;
  const closure = inspector.closureOf(rule.check);
  const row = rowOf(id, closure);
  const passedOn = [row?.['check'], closure.get('check')].find((one) => typeof one === 'function');
  const check = passedOn ? inspector.placeOf(passedOn) : rule.place;
  if (!home) return [check];
  const from = check.path === home.path ? row && lineOfRow(rule, row) : lineInHome(rule, home);
  return from === null || isHead(from, check) ? [check] : [check, from];
}

type Row = Readonly<Record<string, unknown>>;

/** What a rule is made from, where its factory has it in hand: something that is called as a part of the id. */
function rowOf(id: string, closure: ReadonlyMap<string, unknown>): Row | null {
  const segments = segmentsOf(id);
  const rows = [...closure.values()].filter(
    (value): value is Row => typeof value === 'object' && value !== null,
  );
  return (
    rows.find((one) => segments.some((segment) => segment === one['id'] || segment === one['what'])) ?? null
  );
}

/** The line that names what a factory of the home makes the rule from, or else a function of it. */
function lineOfRow({ id, quoted, inspector }: RuleToPlace, row: Row): Place | null {
  if (typeof row['check'] === 'function') return null;
  const made = Object.values(row).findLast((one) => typeof one === 'function');
  if (made === undefined) return null;
  const place = inspector.placeOf(made);
  const room = place.path.slice(0, place.path.lastIndexOf('/') + 1);
  const segments = segmentsOf(id).toReversed();
  const names = [...segments, ...segments.map((segment) => `${segment.split('-')[0]}-*`)];
  for (const name of names) {
    const lines = quoted.get(name) ?? [];
    const within = [place.path, room].map((path) => lines.filter((line) => line.path.startsWith(path)));
    const line = within.find((found) => found.length === 1)?.[0];
    if (line) return line;
  }
  return place;
}

/** The line of the home that names the rule, or else the function that makes it. */
function lineInHome(
  { id, quoted, inspector }: RuleToPlace,
  { path, line, exported }: RuleHome,
): Place | null {
  const segments = segmentsOf(id);
  const made = typeof exported === 'function' ? inspector.placeOf(exported) : { path, line };
  for (const name of [id, segments.join('/'), ...segments.toReversed()]) {
    const lines = (quoted.get(name) ?? []).filter((one) => one.path === path);
    const found = lines.find(({ names }) => names) ?? lines.find((one) => one.line >= made.line);
    if (found) return found;
  }
  return made;
}

/** How far below its id a check begins. */
const HEAD = 25;

function isHead(row: Place, check: Place): boolean {
  return row.path === check.path && row.line <= check.line && check.line - row.line < HEAD;
}

type Exported = readonly Rule[] | ((contract: Contract) => readonly Rule[]);

/** The line that exports a rule, and by what. */
interface RuleHome extends Place {
  readonly exported: Exported;
}

async function ruleHomes(): Promise<Map<string, RuleHome>> {
  const homes = new Map<string, RuleHome>();
  for (const path of globSync('suites/**/*.rules.ts', { cwd: packageRoot })) {
    const module = (await import(pathToFileURL(join(packageRoot, path)).href)) as Record<string, Exported>;
    const lines = readFileSync(join(packageRoot, path), 'utf8').split('\n');
    for (const [name, exported] of Object.entries(module)) {
      if (!name.endsWith('Rules')) continue;
      const rules = contracts.flatMap((contract) =>
        typeof exported === 'function' ? exported(contract) : exported,
      );
      const line = lines.findIndex((text) => new RegExp(`^export .*\\b${name}\\b`).test(text)) + 1;
      for (const { id } of rules) homes.set(id, { path: path.replaceAll('\\', '/'), line, exported });
    }
  }
  return homes;
}

/** A quoted word of the sources, and whether it names what stands there: `id: '…'` rather than a mention. */
interface QuotedLine extends Place {
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
