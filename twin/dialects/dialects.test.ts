import { expect, test } from 'vitest';
import { AXES, type Axis } from './axes.ts';
import { DIALECTS, ON_EVERY_AXIS } from './dialects.ts';

const axes = Object.keys(AXES) as Axis[];

test('every choice of every axis occurs in a dialect', () => {
  const missing = axes.flatMap((axis) => {
    const chosen = new Set([...DIALECTS.values()].map((dialect) => dialect[axis]));
    return AXES[axis].filter((choice) => !chosen.has(choice)).map((choice) => `${axis}: ${choice}`);
  });
  expect(missing).toEqual([]);
});

test('the few depart from the usual choice on every axis', () => {
  const few = ON_EVERY_AXIS.map((name) => DIALECTS.get(name));
  expect(few).not.toContain(undefined);
  expect(axes.filter((axis) => few.every((dialect) => dialect?.[axis] === AXES[axis][0]))).toEqual([]);
});
