import { Refusal } from '../../reference/core/refusal.ts';
import type { Mutant } from '../mutant.ts';

export const redundantMutants: readonly Mutant[] = [
  {
    id: 'written/redundant-disable-flips',
    fault: 'Disabling a disabled region enables it: the change is taken for a switch.',
    kind: 'written',
    rule: 'regions/redundant-disable-keeps-status',
    because: '"RegionOptStatus":"ENAB',
    compose: (parts) => ({
      ...parts,
      changeRegion: (call, region, all) => {
        const { account, operation } = call;
        const { clock, lifecycle } = all.options;
        const flip = lifecycle.transitions.find(({ from }) => from === 'DISABLED');
        if (operation.name === 'DisableRegion' && all.statusAt(account, region, all) === 'DISABLED' && flip)
          all.store.putRegionChange(account, region, { ...flip, startedAt: clock.now() });
        else parts.changeRegion(call, region, all);
      },
    }),
  },
  {
    id: 'written/redundant-disable-accepted',
    fault: 'Disabling a disabled region succeeds and does nothing.',
    kind: 'written',
    rule: 'regions/redundant-disable-refused',
    because: 'no refusal',
    compose: (parts) => ({
      ...parts,
      changeRegion: (call, region, all) => {
        const status = all.statusAt(call.account, region, all);
        if (status !== 'DISABLED' || call.operation.name !== 'DisableRegion')
          parts.changeRegion(call, region, all);
      },
    }),
  },
  {
    id: 'written/redundant-enable-starts-again',
    fault: 'Enabling an enabled region is refused, and the region is being enabled once more.',
    kind: 'written',
    rule: 'regions/redundant-enable-keeps-status',
    because: '"RegionOptStatus":"ENABLING"',
    compose: (parts) => ({
      ...parts,
      changeRegion: (call, region, all) => {
        const { account, operation } = call;
        const change = all.store.regionChange(account, region);
        if (operation.name === 'EnableRegion' && all.statusAt(account, region, all) === 'ENABLED' && change) {
          all.store.putRegionChange(account, region, { ...change, startedAt: all.options.clock.now() });
          throw new Refusal(all.errorNames.invalid, `${region} is enabled.`);
        }
        parts.changeRegion(call, region, all);
      },
    }),
  },
  {
    id: 'written/redundant-change-without-reason',
    fault: 'A redundant region change is refused as invalid without saying the reason.',
    kind: 'written',
    rule: 'regions/redundant-enable-reason',
    also: ['regions/redundant-disable-reason'],
    because: 'another reason',
    compose: (parts) => ({
      ...parts,
      changeRegion: (call, region, all) => {
        try {
          parts.changeRegion(call, region, all);
        } catch (error) {
          if (error instanceof Refusal && error.errorName === all.errorNames.invalid)
            throw new Refusal(error.errorName, error.message);
          throw error;
        }
      },
    }),
  },
  {
    id: 'written/redundant-enable-denied',
    fault: 'Enabling an enabled region is refused as if access were denied.',
    kind: 'written',
    rule: 'regions/redundant-enable-refused',
    because: 'AccessDeniedException',
    compose: (parts) => ({
      ...parts,
      changeRegion: (call, region, all) => {
        const status = all.statusAt(call.account, region, all);
        if (status === 'ENABLED' && call.operation.name === 'EnableRegion')
          throw new Refusal(all.errorNames.denied, `${region} is enabled.`);
        parts.changeRegion(call, region, all);
      },
    }),
  },
];
