import { z } from 'zod';
import { readSpecFile, sourceField } from './read-spec-file.ts';

/** Region codes by how an account meets them. */
export interface Regions {
  /** Enabled by default; can be neither enabled nor disabled. */
  readonly defaults: readonly string[];
  /** The opt-in regions of the guide. */
  readonly optIn: readonly string[];
  /** Opt-in regions that opened after the guide. */
  readonly later: readonly string[];
  /** Regions that exist, but not in the `aws` partition. */
  readonly otherPartitions: readonly string[];
}

const code = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'expected a region code such as "eu-south-1"');
const group = z.strictObject({ source: sourceField, names: z.array(code).min(1) });

/** The form of spec/regions.yaml. */
export const regionsSchema = z
  .strictObject({ defaults: group, optIn: group, later: group, otherPartitions: group })
  .superRefine((groups, context) => {
    const seen = new Set<string>();
    for (const [name, { names }] of Object.entries(groups)) {
      for (const [at, region] of names.entries()) {
        if (seen.has(region))
          context.addIssue({
            code: 'custom',
            path: [name, 'names', at],
            message: `expected each region once, found ${region} again`,
          });
        seen.add(region);
      }
    }
  });

let loaded: Regions | undefined;

/**
 * spec/regions.yaml, read once per process.
 * @throws {SpecError} naming the file, the place and what was expected there.
 */
export function loadRegions(): Regions {
  if (loaded) return loaded;
  const file = readSpecFile('regions.yaml', regionsSchema);
  loaded = {
    defaults: file.defaults.names,
    optIn: file.optIn.names,
    later: file.later.names,
    otherPartitions: file.otherPartitions.names,
  };
  return loaded;
}
