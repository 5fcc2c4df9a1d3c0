import { z } from 'zod';
import type { JsonObject } from './json.ts';
import { readSpecFile, sourceField, statusField } from './read-spec-file.ts';
import { ROLES, type Role } from './world.ts';

/** An answer that fits what was seen. */
export interface GoldenAnswer {
  readonly status: number;
  /** Name of the error; absent: a success. */
  readonly error?: string | undefined;
  /** Reason of a validation error; `null`: it bore neither reason nor fieldList; absent: not told. */
  readonly reason?: string | null | undefined;
  /** Members of the output; others may be there too. */
  readonly output?: JsonObject | undefined;
}

/** One call of the captures; its values are stand-ins of the form that was sent. */
export interface GoldenStep {
  /** `any`: whoever asks about its own account. */
  readonly caller: Role | 'any';
  readonly operation: string;
  readonly input: JsonObject;
  /** One of these was seen. */
  readonly answers: readonly GoldenAnswer[];
}

/** Something that the real service was seen to do. */
export interface Evidence {
  readonly id: string;
  /** Year and month. */
  readonly date: string;
  readonly source: string;
  readonly case: string;
  readonly fact: string;
  /** Statuses of regions beforehand, where they matter. */
  readonly given?: Readonly<Record<string, string>> | undefined;
  /** In order; empty: the fact cannot be written as exchanges. */
  readonly steps: readonly GoldenStep[];
  /** How long the status of the region stayed, after the last step. */
  readonly timing?:
    | {
        readonly from: string;
        readonly to: string;
        readonly seconds: { readonly least: number; readonly most: number };
      }
    | undefined;
}

const object: z.ZodType<JsonObject> = z.record(z.string(), z.json());

const answer = z.strictObject({
  status: statusField,
  error: z.string().optional(),
  reason: z.string().nullable().optional(),
  output: object.optional(),
});

/** The form of spec/evidence.yaml. */
export const evidenceSchema = z.strictObject({
  evidence: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z\d]+(-[a-z\d]+)*$/, 'expected an id such as "list-order"'),
        date: z.string().regex(/^\d{4}-\d\d$/, 'expected a year and month such as 2026-09'),
        source: sourceField.startsWith('live: ', 'expected a live source'),
        case: z.string().min(1),
        fact: z.string().min(1),
        given: z.record(z.string(), z.string()).optional(),
        steps: z.array(
          z.strictObject({
            caller: z.enum([...ROLES, 'any']),
            operation: z.string(),
            input: object,
            answers: z.array(answer).min(1),
          }),
        ),
        timing: z
          .strictObject({
            from: z.string(),
            to: z.string(),
            seconds: z.strictObject({ least: z.number().positive(), most: z.number().positive() }),
          })
          .optional(),
      }),
    )
    .min(1),
});

let loaded: readonly Evidence[] | undefined;

/**
 * spec/evidence.yaml, read once per process.
 * @throws {SpecError} naming the file, the place and what was expected there.
 */
export function loadEvidence(): readonly Evidence[] {
  loaded ??= readSpecFile('evidence.yaml', evidenceSchema).evidence;
  return loaded;
}
