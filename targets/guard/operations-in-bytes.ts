import { EDITIONS, type Operation } from '../../spec/contract.ts';
import { loadContract } from '../../spec/load-contract.ts';

/** A text in which an operation's name is found however it is cut up. */
export function squeezed(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '');
}

/** Every operation, of whichever edition, whose name stands anywhere in one of the readings, or all but its last letter. */
export function operationsIn(readings: readonly string[]): Operation[] {
  const texts = new Set(readings.map(squeezed));
  return knownNames().flatMap(({ operation, names }) =>
    [...texts].some((text) => names.some((name) => text.includes(name))) ? [operation] : [],
  );
}

/**
 * What in a path, read by whichever rules, could be the name of an operation that the contract does not know; `null`:
 * nothing. @param own segments of the endpoint's own path.
 */
export function strangeSegment(path: string, own: ReadonlySet<string>): string | null {
  const [bare = ''] = path.split(/[?#]/, 1);
  // Whoever knows the escapes reads another text, which is judged as well.
  const segments = bare.split(/[/\\]+/).filter((segment) => !/%[0-9a-f]{2}/i.test(segment));
  return segments.find((segment) => !own.has(segment) && !mayBeNamed(segment)) ?? null;
}

/** A name of three letters is no operation's, nor is one that says so. */
export function mayBeNamed(given: string): boolean {
  const name = squeezed(given);
  return (
    name.length <= 3 ||
    name.startsWith('unknown') ||
    knownNames().some(({ names }) => names.some((known) => name.includes(known)))
  );
}

interface Known {
  readonly operation: Operation;
  /** Squeezed: of the operation and of its path, but for the last letter. */
  readonly names: readonly string[];
}

let known: readonly Known[] | null = null;

function knownNames(): readonly Known[] {
  known ??= EDITIONS.flatMap((edition) =>
    Object.values(loadContract(edition).operations).map((operation) => ({
      operation,
      names: [...new Set([operation.name, operation.path].map((name) => squeezed(name).slice(0, -1)))],
    })),
  );
  return known;
}
