import { describe, expect, test } from 'vitest';
import type { Dialect } from '../../twin/dialects/axes.ts';
import { accusations } from './accusations.ts';

/** Registers a whole run against the second implementation for each dialect. For tests. */
export function accusesNone(dialects: readonly (readonly [name: string, Dialect])[]): void {
  describe('a second implementation, however it uses its freedom, is accused of nothing', () => {
    test.each(dialects)('%s', (_, choices) => judge(choices));
  });
}

async function judge(choices: Dialect): Promise<void> {
  expect(await accusations(choices)).toEqual([]);
}
