import fc from 'fast-check';
import { operationOf } from '../../../generators/values/input.ts';
import type { JsonObject } from '../../../spec/json.ts';
import { type Transition, loadLifecycle } from '../../../spec/load-lifecycle.ts';
import type { Answer } from '../../answers/answer.ts';
import type { RuleContext } from '../../context.ts';
import { isFixed, readRegions } from './catalogue.ts';
import { bringTo } from './change.ts';
import { type RuleSubject, precondition, draw } from '../../subject.ts';
import { regionsOf } from '../../usual-subject.ts';
import { readiest } from './readiest.ts';

export const REGION_OPERATIONS = ['EnableRegion', 'DisableRegion', 'GetRegionOptStatus', 'ListRegions'];

export const STATUS = 'GetRegionOptStatus';
export const REGION_READS = ['GetRegionOptStatus', 'ListRegions'];

/** The changes of a region. */
export const CHANGES = loadLifecycle().transitions;

/** The guide's section about which regions can be changed. */
export const CONSIDERATIONS = 'Considerations before enabling and disabling Regions';

/** The default caller on its own account. */
export function ownSubject(context: RuleContext): RuleSubject {
  return { context, caller: context.caller, account: {} };
}

/**
 * Regions that the default caller may change on this target, by name; where a change takes long, those from which
 * `change` can start at once, if there are any.
 * @throws {NotApplicable} where there is none.
 */
export async function changeableRegions(context: RuleContext, change?: Transition): Promise<string[]> {
  const statuses = await readRegions(context.caller);
  const { regions: allowed } = context.target.safety;
  const names = Object.keys(statuses)
    .filter((name) => !isFixed(statuses[name] ?? '') && (allowed.length === 0 || allowed.includes(name)))
    .toSorted();
  if (names.length === 0) return context.notApplicable('the target lists no region that can be changed');
  return readiest(ownSubject(context), statuses, names, change);
}

/** Regions that nobody can change, by name. @throws {NotApplicable} where there is none. */
export async function fixedRegions(context: RuleContext): Promise<string[]> {
  const statuses = await readRegions(context.caller);
  const names = Object.keys(statuses).filter((name) => isFixed(statuses[name] ?? ''));
  return names.length === 0
    ? context.notApplicable('the target lists no region that is enabled by default')
    : names.toSorted();
}

/** Brings a region to where a change starts. A step on the way to the rule, so that its failure blocks and not fails. */
export async function startFrom(context: RuleContext, region: string, change: Transition): Promise<void> {
  await startAt(ownSubject(context), region, change);
}

/** The same on any account. */
export async function startAt(subject: RuleSubject, region: string, change: Transition): Promise<void> {
  await precondition(() => bringTo(subject, region, change.from));
}

export function statusOf(answer: Answer): string | null {
  const status = answer.output?.['RegionOptStatus'];
  return typeof status === 'string' ? status : null;
}

export function isPending(status: string | null): boolean {
  return loadLifecycle().pending.includes(status ?? '');
}

export function shown(region: string, status: string): JsonObject {
  return { RegionName: region, RegionOptStatus: status };
}

/** The change in the other direction. */
export function opposite(change: Transition): Transition {
  return loadLifecycle().transitions.find(({ to }) => to === change.from) ?? change;
}

/**
 * One of the regions that may be enabled and disabled here.
 * @throws {Blocked} where there is none.
 */
export async function changeableRegion(subject: RuleSubject, change?: Transition): Promise<string> {
  const { request = 'EnableRegion' } = change ?? {};
  const { regions = [] } = await regionsOf(subject, operationOf(subject.context.contract, request));
  return draw(subject, 'region', fc.constantFrom(...regions));
}
