import { z } from 'zod';
import { readSpecFile, namesField, sourceField } from './read-spec-file.ts';

/** A token bucket: `burst` requests at once, refilled at `perSecond`. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** The documented default quotas. */
export interface Quotas {
  /** By operation; an operation without an entry has no documented rate. */
  readonly rates: Readonly<Record<string, Rate>>;
  readonly concurrentRegionRequests: {
    readonly perAccount: number;
    readonly perOrganizationAccepted: number;
    /** More than this many are refused. */
    readonly perOrganizationRefused: number;
  };
  /** Alternate contacts of an account, one of each type. */
  readonly alternateContacts: number;
  /** Name of the error over quota. */
  readonly refusedAs: string;
  /** Names that mean the same and are a departure (should). */
  readonly alsoSeenAs: readonly string[];
}

const count = z.int().min(1);

/** The form of spec/quotas.yaml. */
export const quotasSchema = z.strictObject({
  rates: z.strictObject({
    source: sourceField,
    byOperation: z.record(z.string(), z.strictObject({ perSecond: z.number().positive(), burst: count })),
  }),
  concurrentRegionRequests: z.strictObject({
    source: sourceField,
    perAccount: count,
    perOrganizationAccepted: count,
    perOrganizationRefused: count,
  }),
  alternateContacts: z.strictObject({ source: sourceField, count }),
  overQuota: z.strictObject({ source: sourceField, refusedAs: z.string(), alsoSeenAs: namesField }),
});

let loaded: Quotas | undefined;

/**
 * spec/quotas.yaml, read once per process.
 * @throws {SpecError} naming the file, the place and what was expected there.
 */
export function loadQuotas(): Quotas {
  if (loaded) return loaded;
  const file = readSpecFile('quotas.yaml', quotasSchema);
  const { source: _, ...concurrentRegionRequests } = file.concurrentRegionRequests;
  loaded = {
    rates: file.rates.byOperation,
    concurrentRegionRequests,
    alternateContacts: file.alternateContacts.count,
    refusedAs: file.overQuota.refusedAs,
    alsoSeenAs: file.overQuota.alsoSeenAs,
  };
  return loaded;
}
