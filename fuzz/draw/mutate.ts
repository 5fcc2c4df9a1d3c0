import type * as fc from 'fast-check';
import { chance, pick } from './choose.ts';
import { renumber } from '../corpus/corpus.ts';
import type { CallDrawer, DrawingPlace } from './draw-call.ts';
import type { FuzzCall } from '../fuzz-call.ts';

/** A kept sequence with small changes: calls left out, made twice, exchanged, or with another input. */
export function mutate(
  random: fc.Random,
  calls: readonly FuzzCall[],
  drawer: CallDrawer,
  place: DrawingPlace,
): FuzzCall[] {
  const changed = renumber(calls, place.id).flatMap((call): FuzzCall[] => {
    if (chance(random, 0.7)) return [call];
    switch (random.nextInt(0, 3)) {
      case 0:
        return [];
      case 1:
        return [call, call];
      case 2:
        return [redrawn(random, call, drawer, place)];
      default:
        return [otherCaller(random, call, place)];
    }
  });
  if (changed.length > 1 && chance(random, 0.2)) {
    const at = random.nextInt(0, changed.length - 2);
    changed.splice(at, 2, ...changed.slice(at, at + 2).toReversed());
  }
  // Whoever made a token is found by the first call of that number.
  const ids = new Map<number, number>();
  for (const [at, { id }] of changed.entries()) if (!ids.has(id)) ids.set(id, place.id + at);
  return changed.map(({ token, ...call }, at) => {
    const of = token && ids.get(token.of);
    return { ...call, id: place.id + at, ...(token && of !== undefined ? { token: { ...token, of } } : {}) };
  });
}

function redrawn(random: fc.Random, call: FuzzCall, drawer: CallDrawer, place: DrawingPlace): FuzzCall {
  return { ...drawer.draw(random, place, call.kind, call.operation), id: call.id };
}

function otherCaller(random: fc.Random, call: FuzzCall, { group }: DrawingPlace): FuzzCall {
  if (call.wire) return call;
  const { identity, reaches } = pick(random, group.callers);
  const { AccountId: _, ...input } = call.input;
  const named = reaches.length > 0 && chance(random, 0.5) ? { AccountId: pick(random, reaches) } : {};
  return { ...call, identity: identity.name, input: { ...input, ...named } };
}
