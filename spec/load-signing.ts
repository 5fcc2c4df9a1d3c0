import { z } from 'zod';
import type { ErrorDefinition, Level } from './contract.ts';
import { readSpecFile, levelField, namesField, sourceField, statusesField } from './read-spec-file.ts';

/** Why a signed request must be refused. */
interface SigningRefusal {
  readonly cause: string;
  /** Every known name, the ones that say it best first. */
  readonly names: readonly string[];
  /** Of all names; `statusesByName` says which belongs to which. */
  readonly statuses: readonly number[];
  /** How binding the refusal is; its name is a should. */
  readonly level: Level;
  readonly statement: string;
  readonly source: string;
}

/** Signature Version 4 as the service requires it. */
export interface SigningSpec {
  readonly algorithm: string;
  readonly service: string;
  readonly region: string;
  readonly terminator: string;
  /** Surely accepted up to `accepted`, refused from `should` and `must` on. */
  readonly skewSeconds: { readonly accepted: number; readonly documented: number; readonly must: number };
  readonly refusals: readonly SigningRefusal[];
  readonly names: readonly string[];
  readonly statusesByName: Readonly<Record<string, readonly number[]>>;
}

const seconds = z.int().min(1);

/** The form of spec/signing.yaml. */
export const signingSchema = z
  .strictObject({
    scheme: z.strictObject({
      source: sourceField,
      algorithm: z.string(),
      service: z.string(),
      region: z.string(),
      terminator: z.string(),
    }),
    skewSeconds: z.strictObject({
      source: sourceField,
      accepted: seconds,
      documented: seconds,
      must: seconds,
    }),
    errors: z
      .array(z.strictObject({ name: z.string(), statuses: statusesField, source: sourceField }))
      .min(1),
    refusals: z
      .array(
        z.strictObject({
          cause: z.string(),
          statement: z.string(),
          usual: namesField,
          level: levelField,
          source: sourceField,
        }),
      )
      .min(1),
  })
  .superRefine(({ errors, refusals }, context) => {
    for (const [at, { usual }] of refusals.entries()) {
      const unknown = usual.find((name) => !errors.some((entry) => entry.name === name));
      if (unknown === undefined) continue;
      const message = `expected names of errors, found ${unknown}`;
      context.addIssue({ code: 'custom', path: ['refusals', at, 'usual'], message });
    }
  });

interface Loaded {
  readonly spec: SigningSpec;
  readonly errors: readonly ErrorDefinition[];
}

let loaded: Loaded | undefined;

/**
 * spec/signing.yaml, read once per process.
 * @throws {SpecError} naming the file, the place and what was expected there.
 */
export function loadSigning(): SigningSpec {
  return load().spec;
}

/** The errors of signing.yaml as the contract lists them: legal where the signature provoked them. */
export function signingErrors(): readonly ErrorDefinition[] {
  return load().errors;
}

function load(): Loaded {
  if (loaded) return loaded;
  const { scheme, skewSeconds, errors, refusals } = readSpecFile('signing.yaml', signingSchema);
  const names = errors.map(({ name }) => name);
  const statuses = [...new Set(errors.flatMap((entry) => entry.statuses))];
  const spec: SigningSpec = {
    algorithm: scheme.algorithm,
    service: scheme.service,
    region: scheme.region,
    terminator: scheme.terminator,
    skewSeconds: {
      accepted: skewSeconds.accepted,
      documented: skewSeconds.documented,
      must: skewSeconds.must,
    },
    refusals: refusals.map(({ usual, ...refusal }) => ({
      ...refusal,
      names: [...new Set([...usual, ...names])],
      statuses,
    })),
    names,
    statusesByName: Object.fromEntries(errors.map((entry) => [entry.name, entry.statuses])),
  };
  loaded = {
    spec,
    errors: errors.map((entry) => ({ ...entry, scope: 'signing', provokedBy: ['signature'] })),
  };
  return loaded;
}
