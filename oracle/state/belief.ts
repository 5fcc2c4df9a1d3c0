import type { Stored } from './stored.ts';

/** What a place may hold: anything, or one of these contacts; `null` in the list: none. */
export type Belief = 'unknown' | readonly (Stored | null)[];

/** Either of two beliefs may be true. */
export function either(one: Belief, other: Belief): Belief {
  if (one === other) return one;
  if (one === 'unknown' || other === 'unknown') return 'unknown';
  const known = new Map<string, Stored | null>();
  for (const value of [...one, ...other]) known.set(JSON.stringify(value), value);
  return [...known.values()];
}

export function mayBeAbsent(belief: Belief): boolean {
  return belief === 'unknown' || belief.includes(null);
}

export function mayBePresent(belief: Belief): boolean {
  return belief === 'unknown' || belief.some((value) => value !== null);
}

/** The belief in words; texts are shown only where a put wrote them. */
export function describeBelief(belief: Belief): string {
  if (belief === 'unknown') return 'any contact';
  return belief.map((value) => (value === null ? 'none' : describeStored(value))).join(' or ');
}

function describeStored(stored: Stored): string {
  if (!stored.written) return 'the contact that was read before';
  const members = Object.entries(stored.members).flatMap(([name, forms]) =>
    forms[0] === null || forms[0] === undefined ? [] : [`${name} ${JSON.stringify(forms[0])}`],
  );
  return `{ ${members.join(', ')} }`;
}
