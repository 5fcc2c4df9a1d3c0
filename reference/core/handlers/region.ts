import type { Call, Handler, ServiceParts } from '../service-parts.ts';
import { Refusal } from '../refusal.ts';

export const getRegionOptStatus: Handler = (call, parts) => {
  const region = knownRegion(call, parts);
  return { RegionName: region, RegionOptStatus: parts.statusAt(call.account, region, parts) };
};

/** EnableRegion and DisableRegion: which of them is asked is in the call. */
export const changeRegionStatus: Handler = (call, parts) => {
  parts.changeRegion(call, knownRegion(call, parts), parts);
  return null;
};

function knownRegion({ input }: Call, parts: ServiceParts): string {
  const { RegionName: name } = input;
  if (typeof name === 'string' && parts.regionNames(parts).includes(name)) return name;
  throw regionRefusal(parts.options.lifecycle.unknownRegion, 'The region code names no region.', parts);
}

/** Starts the change that the lifecycle has for the operation and the region's status, or refuses as it says. */
export function changeRegion({ operation, account }: Call, region: string, parts: ServiceParts): void {
  const { clock, lifecycle } = parts.options;
  const from = parts.statusAt(account, region, parts);
  const applies = (entry: { request: string; from: string }): boolean =>
    entry.request === operation.name && entry.from === from;
  const transition = lifecycle.transitions.find(applies);
  if (!transition) throw regionRefusal(lifecycle.refusals.find(applies), `${region} is ${from}.`, parts);
  parts.limitRegionRequests(account, parts);
  const { via, to } = transition;
  parts.store.putRegionChange(account, region, { from, via, to, startedAt: clock.now() });
}

/** The refusal of a request for a region, named as the lifecycle says. A validation error gives a reason. */
function regionRefusal(
  entry: { readonly errors: readonly string[]; readonly reason: string | null } | undefined,
  message: string,
  parts: ServiceParts,
): Refusal {
  const { invalid } = parts.errorNames;
  const name = entry?.errors[0] ?? invalid;
  const { refusals } = parts.options.lifecycle;
  // The lifecycle has the reason where it was seen live; the other validation errors of a region give the same one.
  const usual = name === invalid ? refusals.find(({ reason }) => reason !== null)?.reason : null;
  return new Refusal(name, message, { reason: entry?.reason ?? usual ?? undefined });
}
