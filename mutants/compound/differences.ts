import { isDeepStrictEqual } from 'node:util';

/** One place at which a copy of plain data differs from the original, and what stands there. */
export interface Difference {
  readonly path: readonly string[];
  /** `undefined`: the copy has nothing there. */
  readonly value: unknown;
}

/** The innermost places at which a copy differs; a list of another length is one place. */
export function differences(base: unknown, copy: unknown, path: readonly string[] = []): Difference[] {
  // Copies share what they leave alone, so that most of it is not walked.
  if (base === copy) return [];
  if (!isWalked(base) || !isWalked(copy) || !isOneKind(base, copy))
    return isDeepStrictEqual(base, copy) ? [] : [{ path, value: copy }];
  const keys = new Set([...Object.keys(base), ...Object.keys(copy)]);
  return [...keys].flatMap((key) => differences(base[key], copy[key], [...path, key]));
}

type Walked = Readonly<Record<string, unknown>>;

function isWalked(value: unknown): value is Walked {
  return typeof value === 'object' && value !== null;
}

function isOneKind(base: Walked, copy: Walked): boolean {
  if (Array.isArray(base) && Array.isArray(copy)) return base.length === copy.length;
  return !Array.isArray(base) && !Array.isArray(copy);
}

/** Whether one of two places lies within the other. */
export function meet(one: Difference, other: Difference): boolean {
  const length = Math.min(one.path.length, other.path.length);
  return one.path.slice(0, length).every((key, index) => key === other.path[index]);
}

/** A copy of plain data with these differences. */
export function withDifferences<T>(base: T, found: readonly Difference[]): T {
  return found.reduce((copy, { path, value }) => replaced(copy, path, value) as T, base);
}

function replaced(root: unknown, path: readonly string[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (!isWalked(root)) throw new RangeError(`nothing at ${path.join('/')}`);
  if (Array.isArray(root)) return root.with(Number(key), replaced(root[Number(key)], rest, value));
  const { [key]: old, ...others } = root;
  const changed = replaced(old, rest, value);
  // The order of members is that of an answer.
  if (key in root && changed !== undefined) return { ...root, [key]: changed };
  return changed === undefined ? others : { ...others, [key]: changed };
}
