import { z } from 'zod';
import type { Level } from './contract.ts';
import { readSpecFile, levelField, sourceField } from './read-spec-file.ts';

const KINDS = [
  'zone',
  'shape',
  'errors',
  'wire',
  'contacts',
  'context',
  'regions',
  'listing',
  'quotas',
  'signing',
  'iam',
  'events',
] as const;

/** A contradiction or a gap of the sources, and how the contract reads it. */
export interface Ruling {
  readonly id: string;
  /** `zone`: named by a zone of account.openapi.yaml; otherwise the part of the contract that it belongs to. */
  readonly kind: (typeof KINDS)[number];
  readonly topic: string;
  /** Sources that disagree or are silent. */
  readonly places: readonly string[];
  readonly ruling: string;
  readonly evidence: string;
  /** Of the statement in `ruling`. */
  readonly level: Level;
}

const sentence = z.string().regex(/\.$/, 'expected a sentence');

/** The form of spec/rulings.yaml. */
export const rulingsSchema = z
  .strictObject({
    rulings: z
      .array(
        z.strictObject({
          id: z.string().regex(/^[a-z\d]+(-[a-z\d]+)*$/, 'expected an id such as "null-member"'),
          kind: z.enum(KINDS),
          topic: z.string().min(1),
          places: z.array(sourceField).min(1),
          ruling: sentence,
          evidence: sentence,
          level: levelField,
        }),
      )
      .min(1),
  })
  .superRefine(({ rulings }, context) => {
    for (const [at, { id }] of rulings.entries()) {
      if (rulings.findIndex((other) => other.id === id) === at) continue;
      context.addIssue({
        code: 'custom',
        path: ['rulings', at, 'id'],
        message: `expected each id once, found ${id} again`,
      });
    }
  });

let loaded: readonly Ruling[] | undefined;

/**
 * spec/rulings.yaml, read once per process.
 * @throws {SpecError} naming the file, the place and what was expected there.
 */
export function loadRulings(): readonly Ruling[] {
  loaded ??= readSpecFile('rulings.yaml', rulingsSchema).rulings;
  return loaded;
}
