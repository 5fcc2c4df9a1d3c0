import type { Mutant } from '../../mutant.ts';

/** Regions with a number, each with the one of the same name that opened before. */
const ELDER: Readonly<Record<string, string>> = {
  'eu-south-2': 'eu-south-1',
  'ap-southeast-4': 'ap-southeast-3',
  'ap-southeast-6': 'ap-southeast-5',
  'ap-southeast-7': 'ap-southeast-6',
  'ap-east-2': 'ap-east-1',
};

export const disablingTakesTheElderSister: Mutant = {
  id: 'written/disabling-takes-the-elder-sister',
  fault: 'Disabling a region also disables the enabled one of the same name that opened before it.',
  kind: 'written',
  rule: 'regions/every-region-disabled',
  because: 'DisableRegion',
  compose: (parts) => ({
    ...parts,
    changeRegion: (call, region, all) => {
      parts.changeRegion(call, region, all);
      const elder = ELDER[region];
      if (call.operation.name !== 'DisableRegion' || elder === undefined) return;
      if (all.statusAt(call.account, elder, all) === 'ENABLED') parts.changeRegion(call, elder, all);
    },
  }),
};
