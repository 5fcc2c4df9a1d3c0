import { regionRefusal } from './region-refusal.ts';
import type { Call, Handler, ServiceParts } from '../service-parts.ts';

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
