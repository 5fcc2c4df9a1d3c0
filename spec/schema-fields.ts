import { z } from 'zod';
import { LEVELS } from './contract.ts';

/** Where an entry comes from: the kind of source, then the place in it. */
export const sourceField = z
  .string()
  .regex(
    /^(guide|model|live|protocol|project): \S/,
    'expected a source such as "guide: ListRegions › Errors"',
  );

export const levelField = z.enum(LEVELS);

export const statusField = z.int().min(100).max(599);

export const statusesField = z.array(statusField).min(1);

export const namesField = z.array(z.string().min(1)).min(1);

/** ECMA-262 with the `u` flag. */
export const patternField = z.string().superRefine((text, context) => {
  try {
    new RegExp(text, 'u');
  } catch (error) {
    context.addIssue({
      code: 'custom',
      message: `expected an ECMA-262 pattern: ${(error as Error).message}`,
    });
  }
});
