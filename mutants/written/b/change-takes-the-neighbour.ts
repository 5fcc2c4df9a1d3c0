import type { Mutant } from '../../mutant.ts';

export const changeTakesTheNeighbour: Mutant = {
  id: 'written/change-takes-the-neighbour',
  fault: 'Enabling a region also enables the next one of the list.',
  kind: 'written',
  rule: 'regions/others-unchanged',
  because: 'expected DISABLED',
  compose: (parts) => ({
    ...parts,
    changeRegion: (call, region, all) => {
      parts.changeRegion(call, region, all);
      const names = all.regionNames(all);
      const next = names.slice(names.indexOf(region) + 1).concat(names);
      const other = next.find((name) => all.statusAt(call.account, name, all) === 'DISABLED');
      if (other !== undefined && call.operation.name === 'EnableRegion') parts.changeRegion(call, other, all);
    },
  }),
};
