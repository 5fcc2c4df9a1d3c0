import { Refusal } from '../../reference/core/refusal.ts';
import type { Mutant } from '../mutant.ts';
import { textOf } from '../operators/members.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

/** Regions with a number, each with the one of the same name that opened before. */
const ELDER_SISTERS: Readonly<Record<string, string>> = {
  'eu-south-2': 'eu-south-1',
  'ap-southeast-4': 'ap-southeast-3',
  'ap-southeast-6': 'ap-southeast-5',
  'ap-southeast-7': 'ap-southeast-6',
  'ap-east-2': 'ap-east-1',
};

export const regionMutants: readonly Mutant[] = [
  {
    id: 'written/disabling-takes-the-elder-sister',
    fault: 'Disabling a region also disables the enabled one of the same name that opened before it.',
    kind: 'written',
    rule: 'regions/every-region-disabled',
    because: 'DisableRegion',
    compose: (parts) => ({
      ...parts,
      changeRegion: (call, region, all) => {
        parts.changeRegion(call, region, all);
        const elder = ELDER_SISTERS[region];
        if (call.operation.name !== 'DisableRegion' || elder === undefined) return;
        if (all.statusAt(call.account, elder, all) === 'ENABLED') parts.changeRegion(call, elder, all);
      },
    }),
  },
  {
    id: 'written/one-region-enabled-at-a-time',
    fault: 'Enabling a region disables the one that was enabled before.',
    kind: 'written',
    rule: 'regions/every-region-enabled',
    also: ['regions/every-region-disabled'],
    because: 'expected ENABLED',
    compose: (parts) => ({
      ...parts,
      changeRegion: (call, region, all) => {
        parts.changeRegion(call, region, all);
        if (call.operation.name !== 'EnableRegion') return;
        const { account } = call;
        for (const name of all.regionNames(all)) {
          const change = all.store.regionChange(account, name);
          if (name !== region && change && all.statusAt(account, name, all) === 'ENABLED')
            all.store.putRegionChange(account, name, { ...change, to: change.from });
        }
      },
    }),
  },
  {
    id: 'written/one-region-never-enabled',
    fault: 'For one opt-in region, enabling is accepted and does nothing.',
    kind: 'written',
    rule: 'regions/every-region-enabled',
    because: '"RegionOptStatus":"DISABLED"',
    compose: (parts) => ({
      ...parts,
      changeRegion: (call, region, all) => {
        if (region !== 'il-central-1' || call.operation.name !== 'EnableRegion')
          parts.changeRegion(call, region, all);
      },
    }),
  },
  {
    id: 'written/white-space-around-region-to-enable',
    fault: 'Only EnableRegion accepts a region code with white space around it.',
    kind: 'written',
    rule: 'regions/region-code-white-space/EnableRegion',
    because: 'no refusal',
    compose: wrapHandler('EnableRegion', (inner) => (call, all) => {
      const RegionName = textOf(call.input, 'RegionName').trim();
      return inner({ ...call, input: { ...call.input, RegionName } }, all);
    }),
  },
  {
    id: 'written/region-name-trimmed',
    fault: 'White space around the name of a region is ignored.',
    kind: 'written',
    rule: 'regions/region-code-white-space/GetRegionOptStatus',
    because: 'no refusal',
    compose: wrapHandler(
      'GetRegionOptStatus',
      (inner) => (call, all) =>
        inner(
          { ...call, input: { ...call.input, RegionName: textOf(call.input, 'RegionName').trim() } },
          all,
        ),
    ),
  },
  {
    id: 'written/region-code-ignores-case',
    fault: 'EnableRegion accepts a region code in any case.',
    kind: 'written',
    rule: 'regions/region-code-case/EnableRegion',
    because: 'no refusal',
    compose: wrapHandler('EnableRegion', (inner) => (call, all) => {
      const region = textOf(call.input, 'RegionName').toLowerCase();
      return inner({ ...call, input: { ...call.input, RegionName: region } }, all);
    }),
  },
  {
    id: 'written/unknown-region-not-found',
    fault: 'Disabling a region that does not exist is refused as not found.',
    kind: 'written',
    rule: 'regions/unknown-region-error/DisableRegion',
    also: ['regions/region-code-case/DisableRegion'],
    because: '404 ResourceNotFoundException',
    compose: wrapHandler('DisableRegion', (inner) => (call, all) => {
      if (all.regionNames(all).includes(textOf(call.input, 'RegionName'))) return inner(call, all);
      throw new Refusal(all.errorNames.notFound, 'There is no such region.');
    }),
  },
  {
    id: 'written/region-code-by-prefix',
    fault: 'A region code is looked up by its beginning: everything after the number is ignored.',
    kind: 'written',
    rule: 'regions/unknown-region-refused/DisableRegion',
    also: ['regions/no-region-by-likeness/DisableRegion', 'regions/region-code-white-space/DisableRegion'],
    because: 'no refusal',
    compose: wrapHandler('DisableRegion', (inner) => (call, all) => {
      const given = textOf(call.input, 'RegionName');
      if (all.regionNames(all).includes(given)) return inner(call, all);
      const found = all.regionNames(all).find((name) => given.startsWith(name));
      return found === undefined ? inner(call, all) : null;
    }),
  },
  {
    id: 'written/unknown-region-invented-by-enabling',
    fault: 'Enabling a region that does not exist succeeds.',
    kind: 'written',
    rule: 'regions/unknown-region-refused/EnableRegion',
    also: ['regions/no-region-by-likeness/EnableRegion', 'regions/unknown-region-error/EnableRegion'],
    because: 'no refusal',
    compose: wrapHandler(
      'EnableRegion',
      (inner) => (call, all) =>
        all.regionNames(all).includes(textOf(call.input, 'RegionName')) ? inner(call, all) : null,
    ),
  },
  {
    id: 'written/unknown-region-refused-but-listed',
    fault: 'Enabling a region that does not exist is refused, but from then on the region is listed.',
    kind: 'written',
    rule: 'regions/unknown-region-refused/EnableRegion',
    because: 'does not belong there',
    compose: (parts) => {
      const invented = new Set<string>();
      const changed = {
        ...parts,
        regionNames: (all: typeof parts) => [...new Set([...parts.regionNames(all), ...invented])].toSorted(),
      };
      return wrapHandler('EnableRegion', (inner) => (call, all) => {
        try {
          return inner(call, all);
        } finally {
          invented.add(textOf(call.input, 'RegionName'));
        }
      })(changed);
    },
  },
  {
    id: 'written/unknown-region-shown-as-disabled',
    fault: 'A region that does not exist is shown as disabled.',
    kind: 'written',
    rule: 'regions/unknown-region-refused/GetRegionOptStatus',
    also: [
      'regions/no-region-by-likeness/GetRegionOptStatus',
      'regions/region-code-case/GetRegionOptStatus',
      'regions/unknown-region-error/GetRegionOptStatus',
    ],
    because: 'no refusal',
    compose: wrapHandler('GetRegionOptStatus', (inner) => (call, all) => {
      const region = textOf(call.input, 'RegionName');
      if (all.regionNames(all).includes(region)) return inner(call, all);
      return { RegionName: region, RegionOptStatus: all.options.lifecycle.initial };
    }),
  },
];
