import type { JsonObject } from '../../../spec/json.ts';
import type { Mutant } from '../../mutant.ts';
import { filterBy } from '../b/filter-by.ts';
import { textOf } from '../b/text-of.ts';
import { wrapHandlers } from '../b/wrap-handlers.ts';

export const filterByTheCallersStatuses: Mutant = {
  id: 'written/filter-by-the-callers-statuses',
  fault: 'Where an account is named, the filter of a list goes by the statuses of the caller.',
  kind: 'written',
  rule: 'context/accounts-apart/Regions',
  because: 'does not belong there',
  compose: (parts) =>
    wrapHandlers(parts, ['ListRegions'], () => (call, all) => {
      const byCaller = filterBy(
        { ...parts, statusAt: parts.statusAt },
        (status, wanted) => wanted.length === 0 || wanted.includes(status),
      );
      const own = byCaller.handlers['ListRegions']?.({ ...call, account: call.caller }, all) ?? null;
      const regions = Array.isArray(own?.['Regions']) ? own['Regions'] : [];
      return {
        ...own,
        Regions: (regions as readonly JsonObject[]).map((region) => ({
          ...region,
          RegionOptStatus: all.statusAt(call.account, textOf(region, 'RegionName'), all),
        })),
      };
    }),
};
