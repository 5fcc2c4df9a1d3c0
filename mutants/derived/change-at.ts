/** A copy of plain data in which one place is different; everything else is shared with the original. */
export function changeAt<T>(root: T, keys: readonly string[], change: (old: never) => unknown): T {
  const [key, ...rest] = keys;
  if (key === undefined) return change(root as never) as T;
  const old = (root as Readonly<Record<string, unknown>>)[key];
  if (Array.isArray(root))
    return root.map((item: unknown, index) =>
      String(index) === key ? changeAt(item, rest, change) : item,
    ) as T;
  return { ...root, [key]: changeAt(old, rest, change) };
}
