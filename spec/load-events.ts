import { z } from 'zod';
import type { Level } from './contract.ts';
import { readSpecFile, levelField, namesField, sourceField } from './read-spec-file.ts';

/** The EventBridge event of a region change. `{account}` stands for the account whose region changes. */
interface RegionChangeEvent {
  readonly source: string;
  readonly level: Level;
  readonly eventSource: string;
  readonly detailType: string;
  readonly version: string;
  readonly region: string;
  readonly resources: readonly string[];
  /** Names of the detail's members. */
  readonly detail: { readonly account: string; readonly region: string; readonly status: string };
  /** By operation: the status that each of the two events carries. */
  readonly statuses: Readonly<Record<string, { readonly starts: string; readonly ends: string }>>;
  readonly recipient: 'caller';
}

/** The CloudTrail record of a call. */
interface ApiCallRecord {
  readonly source: string;
  readonly level: Level;
  readonly eventSource: string;
  readonly eventType: string;
  readonly eventCategory: string;
  readonly region: string;
  readonly managementEvent: boolean;
  /** Members of the input that are not recorded. */
  readonly omittedMembers: readonly string[];
  readonly responseElements: null;
  /** Operations that begin so are recorded as read-only. */
  readonly readOnlyPrefixes: readonly string[];
  readonly regionChangeRecipient: 'target';
}

export interface Events {
  readonly regionChange: RegionChangeEvent;
  readonly apiCall: ApiCallRecord;
}

/** The form of spec/events.yaml. */
export const eventsSchema = z.strictObject({
  regionChange: z.strictObject({
    source: sourceField,
    level: levelField,
    eventSource: z.string(),
    detailType: z.string(),
    version: z.string(),
    region: z.string(),
    resources: namesField,
    detail: z.strictObject({ account: z.string(), region: z.string(), status: z.string() }),
    statuses: z.record(z.string(), z.strictObject({ starts: z.string(), ends: z.string() })),
    recipient: z.literal('caller'),
  }),
  apiCall: z.strictObject({
    source: sourceField,
    level: levelField,
    eventSource: z.string(),
    eventType: z.string(),
    eventCategory: z.string(),
    region: z.string(),
    managementEvent: z.boolean(),
    omittedMembers: namesField,
    responseElements: z.null(),
    readOnlyPrefixes: namesField,
    regionChangeRecipient: z.literal('target'),
  }),
});

let loaded: Events | undefined;

/**
 * spec/events.yaml, read once per process.
 * @throws {SpecError} naming the file, the place and what was expected there.
 */
export function loadEvents(): Events {
  loaded ??= readSpecFile('events.yaml', eventsSchema);
  return loaded;
}
