import { expect, test } from 'vitest';
import { seededRandom } from '../../generators/seeded-random.ts';
import { ShuffleBag } from './choose.ts';

test('deals each card once before one comes again, in another order each time', () => {
  const cards = Array.from({ length: 50 }, (_, at) => at);
  const bag = new ShuffleBag(cards);
  const random = seededRandom(1);
  const deal = () => cards.map(() => bag.next(random));
  const [first, second] = [deal(), deal()];
  expect(first.toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual(cards);
  expect(new Set(second)).toEqual(new Set(cards));
  expect(second).not.toEqual(first);
});

test('an empty bag yields nothing', () => {
  expect(new ShuffleBag([]).next(seededRandom(1))).toBeNull();
});
