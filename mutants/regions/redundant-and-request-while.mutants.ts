import { Refusal } from '../../reference/core/refusal.ts';
import type { Mutant } from '../mutant.ts';

export const redundantAndRequestWhileMutants: readonly Mutant[] = [
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
  {
    id: 'written/conflict-with-status-400',
    fault: 'A conflict has the right name, but the status of invalid input.',
    kind: 'written',
    rule: 'regions/opposite-request-while-disabling',
    because: '400 ConflictException',
    ordered: true,
    compose: (parts) => ({
      ...parts,
      writeError: (refusal, all) => {
        const response = parts.writeError(refusal, all);
        return refusal.errorName === 'ConflictException' ? { ...response, status: 400 } : response;
      },
    }),
  },
  {
    id: 'written/disabling-can-be-reversed',
    fault: 'Enabling a region that is being disabled starts at once; only the other direction is a conflict.',
    kind: 'written',
    rule: 'regions/opposite-request-while-disabling',
    because: 'no refusal',
    ordered: true,
    compose: (parts) => ({
      ...parts,
      changeRegion: (call, region, all) => {
        const { account, operation } = call;
        if (operation.name !== 'EnableRegion' || all.statusAt(account, region, all) !== 'DISABLING')
          return parts.changeRegion(call, region, all);
        const way = all.options.lifecycle.transitions.find(({ request }) => request === operation.name);
        if (way) all.store.putRegionChange(account, region, { ...way, startedAt: all.options.clock.now() });
      },
    }),
  },
  {
    id: 'written/conflict-named-validation',
    fault: 'A request for a region that is being enabled is refused as invalid instead of as a conflict.',
    kind: 'written',
    rule: 'regions/opposite-request-while-enabling',
    because: '400 ValidationException',
    ordered: true,
    compose: (parts) => {
      const { lifecycle } = parts.options;
      const refusals = lifecycle.refusals.map((one) =>
        one.pending && one.from === 'ENABLING' ? { ...one, errors: [parts.errorNames.invalid] } : one,
      );
      return { ...parts, options: { ...parts.options, lifecycle: { ...lifecycle, refusals } } };
    },
  },
  {
    id: 'written/enabling-can-be-cancelled',
    fault: 'Disabling a region that is being enabled cancels that.',
    kind: 'written',
    rule: 'regions/opposite-request-while-enabling',
    because: 'no refusal',
    ordered: true,
    compose: (parts) => ({
      ...parts,
      changeRegion: (call, region, all) => {
        const { account, operation } = call;
        const pending = all.statusAt(account, region, all) === 'ENABLING';
        const change = all.store.regionChange(account, region);
        if (operation.name !== 'DisableRegion' || !pending || !change)
          return parts.changeRegion(call, region, all);
        all.store.putRegionChange(account, region, { ...change, to: change.from, startedAt: 0 });
      },
    }),
  },
  {
    id: 'written/refused-conflict-stops-the-change',
    fault: 'A request that conflicts with a pending change is refused, and the pending change is dropped.',
    kind: 'written',
    rule: 'regions/opposite-request-while-enabling',
    because: '"RegionOptStatus":"DISABLED"',
    ordered: true,
    compose: (parts) => ({
      ...parts,
      changeRegion: (call, region, all) => {
        try {
          parts.changeRegion(call, region, all);
        } catch (error) {
          const change = all.store.regionChange(call.account, region);
          if (error instanceof Refusal && error.errorName === 'ConflictException' && change)
            all.store.putRegionChange(call.account, region, { ...change, to: change.from, startedAt: 0 });
          throw error;
        }
      },
    }),
  },
  {
    id: 'written/same-request-while-disabling-denied',
    fault: 'Disabling a region that is already being disabled is refused as if access were denied.',
    kind: 'written',
    rule: 'regions/same-request-while-disabling',
    because: 'AccessDeniedException',
    ordered: true,
    compose: (parts) => ({
      ...parts,
      changeRegion: (call, region, all) => {
        const status = all.statusAt(call.account, region, all);
        if (status === 'DISABLING' && call.operation.name === 'DisableRegion')
          throw new Refusal(all.errorNames.denied, `${region} is being disabled.`);
        parts.changeRegion(call, region, all);
      },
    }),
  },
  {
    id: 'written/same-request-accepted-while-enabling',
    fault: 'Enabling a region that is already being enabled succeeds again.',
    kind: 'written',
    rule: 'regions/same-request-while-enabling',
    because: 'no refusal',
    ordered: true,
    compose: (parts) => ({
      ...parts,
      changeRegion: (call, region, all) => {
        const status = all.statusAt(call.account, region, all);
        if (status !== 'ENABLING' || call.operation.name !== 'EnableRegion')
          parts.changeRegion(call, region, all);
      },
    }),
  },
];
