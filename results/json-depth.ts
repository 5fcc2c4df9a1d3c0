/** Whether arrays and objects are nested at most so deep. Does not recurse: the value may be an enemy's. */
export function isNestedAtMost(most: number, value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
    if (depth > most) return false;
  }
  return true;
}
