import type { JsonObject } from '../../../spec/json.ts';
import type { Mutant } from '../../mutant.ts';
import { textOf } from '../b/text-of.ts';
import { wrapHandlers } from '../b/wrap-handlers.ts';

export const listSettlesWhenAskedAlone: Mutant = {
  id: 'written/list-settles-when-asked-alone',
  fault: 'The list shows a change as pending until the status of the region itself was asked for.',
  kind: 'written',
  rule: 'regions/list-shows-enabled-in-the-end',
  also: ['regions/list-shows-disabled-in-the-end'],
  because: 'ING',
  compose: (parts) => {
    const pending = new Map<string, string>();
    const keyOf = (account: string, region: string) => `${account} ${region}`;
    const changed = wrapHandlers(parts, ['EnableRegion', 'DisableRegion'], (inner) => (call, all) => {
      const region = textOf(call.input, 'RegionName');
      const answer = inner(call, all);
      const via = all.store.regionChange(call.account, region)?.via;
      if (via !== undefined) pending.set(keyOf(call.account, region), via);
      return answer;
    });
    const read = wrapHandlers(changed, ['GetRegionOptStatus'], (inner) => (call, all) => {
      pending.delete(keyOf(call.account, textOf(call.input, 'RegionName')));
      return inner(call, all);
    });
    return wrapHandlers(read, ['ListRegions'], (inner) => (call, all) => {
      const answer = inner(call, all);
      const regions = Array.isArray(answer?.['Regions']) ? (answer['Regions'] as readonly JsonObject[]) : [];
      const shown = regions.map((region) => {
        const via = pending.get(keyOf(call.account, textOf(region, 'RegionName')));
        return via === undefined ? region : { ...region, RegionOptStatus: via };
      });
      return { ...answer, Regions: shown };
    });
  },
};
