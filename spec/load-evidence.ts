import { z } from 'zod';
import { EDITIONS, type Edition } from './contract.ts';
import type { JsonObject } from './json.ts';
import { readSpecFile, sourceField, statusField } from './read-spec-file.ts';
import { ROLES, type Organization, type Role } from './world.ts';

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
  /** The edition that has its operations; absent: each. */
  readonly edition?: Edition | undefined;
  /** Of the organization of the captures; absent: it does not matter. */
  readonly trustedAccess?: boolean | undefined;
  /** What the caller's session is allowed, as an IAM policy; absent: everything. */
  readonly sessionPolicy?: JsonObject | undefined;
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

const account = z.string().regex(/^\d{12}$/, 'expected an account id of 12 digits');

/** The form of spec/evidence.yaml. */
export const evidenceSchema = z.strictObject({
  organization: z.strictObject({
    id: z.string(),
    management: account,
    delegatedAdmin: account,
    members: z.array(account).min(1),
  }),
  evidence: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z\d]+(-[a-z\d]+)*$/, 'expected an id such as "list-order"'),
        date: z.string().regex(/^\d{4}-\d\d$/, 'expected a year and month such as 2026-09'),
        source: sourceField.startsWith('live: ', 'expected a live source'),
        case: z.string().min(1),
        fact: z.string().min(1),
        edition: z.enum(EDITIONS).optional(),
        trustedAccess: z.boolean().optional(),
        sessionPolicy: object.optional(),
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

/** The organization of the captures, its account ids stand-ins. */
export type SeenOrganization = Omit<Organization, 'trustedAccess' | 'allFeatures' | 'delegatedAdmin'> & {
  readonly delegatedAdmin: string;
};

let loaded: { organization: SeenOrganization; evidence: readonly Evidence[] } | undefined;

/**
 * spec/evidence.yaml, read once per process.
 * @throws {SpecError} naming the file, the place and what was expected there.
 */
export function loadEvidence(): readonly Evidence[] {
  loaded ??= readSpecFile('evidence.yaml', evidenceSchema);
  return loaded.evidence;
}

/** In whose accounts the calls of the evidence were made. @throws {SpecError} as {@link loadEvidence}. */
export function loadSeenOrganization(): SeenOrganization {
  loaded ??= readSpecFile('evidence.yaml', evidenceSchema);
  return loaded.organization;
}
