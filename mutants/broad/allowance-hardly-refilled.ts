import { throttler } from '../../reference/core/state/quotas.ts';
import type { Quotas } from '../../spec/load-quotas.ts';
import type { Mutant } from '../mutant.ts';

/** How much slower than documented. */
const SLOWER = 100;

export const allowanceHardlyRefilled: Mutant = {
  id: 'broad/allowance-hardly-refilled',
  fault: 'The allowance of each operation is one request, and fills a hundred times too slowly.',
  kind: 'written',
  rule: 'quotas/sustained/ListRegions',
  also: ['quotas/burst/*', 'quotas/sustained/*'],
  options: { enforceQuotas: true },
  compose: (parts) => {
    const throttle = throttler();
    return {
      ...parts,
      throttle: (caller, operation, all) => {
        const quotas = slowed(all.options.quotas);
        throttle(caller, operation, { ...all, options: { ...all.options, quotas } });
      },
    };
  },
};

function slowed({ rates, ...quotas }: Quotas): Quotas {
  const slow = Object.entries(rates).map(([name, { perSecond }]) => [
    name,
    { perSecond: perSecond / SLOWER, burst: 1 },
  ]);
  return { ...quotas, rates: Object.fromEntries(slow) as Quotas['rates'] };
}
