import { expect, test } from 'vitest';
import type { Answer } from './call.ts';
import { contactShapes } from './clauses/contact-forms.ts';
import { settlePending } from './state/region-knowledge.ts';
import { UNKNOWN_STATE, knownState, type State } from './state/state.ts';
import {
  CONFLICT,
  CONTRACT,
  DENIED,
  FAILED,
  INVALID,
  MEMBER,
  NOT_FOUND,
  REDUNDANT,
  STANDALONE,
  WORLD,
  after,
  call,
  management,
  member,
  modelAt,
  refusal,
  success,
  verdictOn,
} from './testing/world.ts';
import { loadLifecycle } from '../spec/load-lifecycle.ts';
import { loadRegions } from '../spec/load-regions.ts';

const must = modelAt('must');
const should = modelAt('should');
const NAME = 'af-south-1';
const enable = call('EnableRegion', { RegionName: NAME });
const disable = call('DisableRegion', { RegionName: NAME });
const get = call('GetRegionOptStatus', { RegionName: NAME });
const shows = (RegionOptStatus: string, RegionName = NAME): Answer =>
  success({ RegionName, RegionOptStatus });
const known = (status: string): State =>
  knownState(contactShapes(CONTRACT), { [STANDALONE]: { regions: { [NAME]: status } } });

const STATUSES = ['ENABLED', 'ENABLING', 'DISABLING', 'DISABLED', 'ENABLED_BY_DEFAULT'];

/** The statuses that a read may show in this state. */
function readable(state: State, name = NAME): string[] {
  const sent = call('GetRegionOptStatus', { RegionName: name });
  return STATUSES.filter((status) => verdictOn(must, state, sent, shows(status, name)) === 'ok');
}

test('Without knowledge a region of the guide has any status but the default one', () => {
  expect(readable(UNKNOWN_STATE)).toEqual(['ENABLED', 'ENABLING', 'DISABLING', 'DISABLED']);
  expect(readable(UNKNOWN_STATE, 'us-east-1')).toEqual(['ENABLED_BY_DEFAULT']);
  expect(readable(UNKNOWN_STATE, 'ap-east-2')).toEqual(STATUSES);
});

test.each([
  ['ENABLED', ['ENABLED']],
  ['DISABLED', ['DISABLED']],
  ['ENABLING', ['ENABLED', 'ENABLING']],
  ['DISABLING', ['DISABLING', 'DISABLED']],
])('After %s was seen, a read shows %j', (seen, next) => {
  expect(readable(after(must, UNKNOWN_STATE, [get, shows(seen)]))).toEqual(next);
});

test('Enabling passes through ENABLING to ENABLED, or settles at once, and never goes back', () => {
  const started = after(must, known('DISABLED'), [enable, success()]);
  expect(readable(started)).toEqual(['ENABLED', 'ENABLING']);
  const pending = after(must, started, [get, shows('ENABLING')]);
  expect(readable(pending)).toEqual(['ENABLED', 'ENABLING']);
  const done = after(must, pending, [get, shows('ENABLED')]);
  expect(readable(done)).toEqual(['ENABLED']);
});

test('Disabling passes through DISABLING to DISABLED', () => {
  const started = after(must, known('ENABLED'), [disable, success()]);
  expect(readable(started)).toEqual(['DISABLING', 'DISABLED']);
  expect(readable(after(must, started, [get, shows('DISABLED')]))).toEqual(['DISABLED']);
});

test('An opposite request that was accepted while pending shows that the change had settled', () => {
  const pending = after(must, known('DISABLED'), [enable, success()], [get, shows('ENABLING')]);
  expect(verdictOn(must, pending, disable, CONFLICT)).toBe('ok');
  const opposite = after(must, pending, [disable, success()]);
  expect(readable(opposite)).toEqual(['DISABLING', 'DISABLED']);
});

const cases: [
  name: string,
  status: string,
  sent: typeof get,
  right: Answer[],
  loose: Answer[],
  wrong: Answer[],
][] = [
  [
    'enable, DISABLED',
    'DISABLED',
    enable,
    [success()],
    [success({})],
    [CONFLICT, REDUNDANT, INVALID, DENIED, NOT_FOUND],
  ],
  [
    'enable, ENABLED',
    'ENABLED',
    enable,
    [REDUNDANT],
    [INVALID, success(), CONFLICT],
    [NOT_FOUND, refusal(500, 'X')],
  ],
  [
    'disable, ENABLED',
    'ENABLED',
    disable,
    [success()],
    [success({})],
    [CONFLICT, REDUNDANT, INVALID, DENIED],
  ],
  ['disable, DISABLED', 'DISABLED', disable, [REDUNDANT], [INVALID, success(), CONFLICT], [NOT_FOUND]],
  [
    'get, ENABLED',
    'ENABLED',
    get,
    [shows('ENABLED')],
    [],
    [
      shows('DISABLED'),
      shows('ENABLED', 'eu-south-1'),
      success(),
      success({}),
      success({ RegionOptStatus: 'ENABLED' }),
      INVALID,
      CONFLICT,
      NOT_FOUND,
      DENIED,
    ],
  ],
];

test.each(cases)(
  '%s: what is right, what breaks a should, what is wrong',
  (_name, status, sent, right, loose, wrong) => {
    const state = known(status);
    expect(right.map((answer) => verdictOn(should, state, sent, answer))).toEqual(right.map(() => 'ok'));
    expect(loose.map((answer) => verdictOn(must, state, sent, answer))).toEqual(loose.map(() => 'ok'));
    expect(loose.map((answer) => verdictOn(should, state, sent, answer))).toEqual(loose.map(() => 'should'));
    expect(wrong.map((answer) => verdictOn(must, state, sent, answer))).toEqual(wrong.map(() => 'must'));
  },
);

test('Where pending statuses hold, a conflict with the opposite request is a must', () => {
  const holding = modelAt('must', { pending: 'holds' });
  const strict = modelAt('should', { pending: 'holds' });
  for (const [status, opposite, same] of [
    ['ENABLING', disable, enable],
    ['DISABLING', enable, disable],
  ] as const) {
    const state = known(status);
    expect(verdictOn(holding, state, opposite, CONFLICT)).toBe('ok');
    for (const answer of [success(), REDUNDANT, INVALID])
      expect(verdictOn(holding, state, opposite, answer)).toBe('must');
    expect(verdictOn(strict, state, same, CONFLICT)).toBe('ok');
    expect(verdictOn(strict, state, same, success())).toBe('should');
    expect(verdictOn(holding, state, get, shows('ENABLED'))).toBe('must');
  }
  const options = {
    world: WORLD,
    regions: loadRegions(),
    lifecycle: loadLifecycle(),
    level: 'must',
  } as const;
  const settled = settlePending(options, known('ENABLING'));
  expect(verdictOn(holding, settled, get, shows('ENABLED'))).toBe('ok');
  expect(verdictOn(holding, settled, get, shows('DISABLED'))).toBe('must');
});

test('A refused change leaves the status', () => {
  const state = after(must, known('ENABLED'), [enable, REDUNDANT]);
  expect(readable(state)).toEqual(['ENABLED']);
});

test('A conflict shows that a change is pending', () => {
  const state = after(should, UNKNOWN_STATE, [enable, CONFLICT]);
  expect(readable(state)).toEqual(['ENABLED', 'ENABLING', 'DISABLING', 'DISABLED']);
  const redundant = after(should, UNKNOWN_STATE, [get, shows('ENABLING')], [enable, REDUNDANT]);
  expect(readable(redundant)).toEqual(['ENABLED']);
});

test('After a failure of the service the change may have begun or not', () => {
  const state = after(must, known('DISABLED'), [enable, FAILED]);
  expect(readable(state)).toEqual(['ENABLED', 'ENABLING', 'DISABLED']);
  expect(readable(after(must, known('ENABLED'), [enable, FAILED]))).toEqual(['ENABLED']);
});

test('Regions and accounts are independent', () => {
  const regions = { [NAME]: 'DISABLED', 'eu-south-1': 'DISABLED' };
  const state = knownState(contactShapes(CONTRACT), { [STANDALONE]: { regions }, [MEMBER]: { regions } });
  const changed = after(must, state, [enable, success()]);
  expect(readable(changed, 'eu-south-1')).toEqual(['DISABLED']);
  const elsewhere = call('GetRegionOptStatus', { RegionName: NAME }, member);
  expect(verdictOn(must, changed, elsewhere, shows('ENABLING'))).toBe('must');
  const through = call('EnableRegion', { RegionName: NAME, AccountId: MEMBER }, management);
  const both = after(must, changed, [through, success()]);
  expect(verdictOn(must, both, elsewhere, shows('DISABLED'))).toBe('must');
  expect(verdictOn(must, both, elsewhere, shows('ENABLING'))).toBe('ok');
});

test.each(['EnableRegion', 'DisableRegion'])('%s of a default region is refused', (operation) => {
  const sent = call(operation, { RegionName: 'us-east-1' });
  expect(verdictOn(should, UNKNOWN_STATE, sent, INVALID)).toBe('ok');
  expect(verdictOn(should, UNKNOWN_STATE, sent, REDUNDANT)).toBe('ok');
  expect(verdictOn(must, UNKNOWN_STATE, sent, CONFLICT)).toBe('ok');
  expect(verdictOn(should, UNKNOWN_STATE, sent, CONFLICT)).toBe('should');
  expect(verdictOn(must, UNKNOWN_STATE, sent, success())).toBe('must');
  expect(readable(after(must, UNKNOWN_STATE, [sent, FAILED]), 'us-east-1')).toEqual(['ENABLED_BY_DEFAULT']);
});

test.each(['xx-nowhere-1', 'cn-north-1', 'us-east-1x', 'us-east-1\u0000'])('%j names no region', (name) => {
  for (const operation of ['GetRegionOptStatus', 'EnableRegion', 'DisableRegion']) {
    const sent = call(operation, { RegionName: name });
    const answers = [REDUNDANT, INVALID, DENIED, CONFLICT, NOT_FOUND, shows('DISABLED', name), success()];
    const conflict = operation === 'GetRegionOptStatus' ? 'must' : 'should';
    expect(
      answers.map((answer) => verdictOn(should, UNKNOWN_STATE, sent, answer)),
      operation,
    ).toEqual(['ok', 'should', 'should', conflict, 'must', 'must', 'must']);
  }
});

test.each(['AF-South-1', ' af-south-1', 'af-south-1\n'])(
  '%j, in another case or with outer white space, should be refused; if it is not, it names the region',
  (name) => {
    const odd = call('GetRegionOptStatus', { RegionName: name });
    const state = known('DISABLED');
    for (const answer of [INVALID, DENIED]) expect(verdictOn(should, state, odd, answer)).toBe('ok');
    expect(verdictOn(should, state, odd, shows('DISABLED'))).toBe('should');
    expect(verdictOn(must, state, odd, refusal(400, 'NotAuthorized'))).toBe('ok');
    expect(verdictOn(should, state, odd, refusal(400, 'NotAuthorized'))).toBe('should');
    expect(verdictOn(must, state, odd, NOT_FOUND)).toBe('must');
    expect(verdictOn(must, state, odd, shows('DISABLED', name))).toBe('ok');
    expect(verdictOn(must, state, odd, shows('ENABLED'))).toBe('must');
  },
);

test('A region of the guide that the target has not shown may be unknown to it; one that it has shown may not', () => {
  expect(verdictOn(should, UNKNOWN_STATE, get, REDUNDANT)).toBe('ok');
  expect(verdictOn(must, after(must, UNKNOWN_STATE, [get, shows('ENABLED')]), get, REDUNDANT)).toBe('must');
  const fixed = call('GetRegionOptStatus', { RegionName: 'us-east-1' });
  expect(verdictOn(must, UNKNOWN_STATE, fixed, INVALID)).toBe('ok');
  const seen = after(must, UNKNOWN_STATE, [fixed, shows('ENABLED_BY_DEFAULT', 'us-east-1')]);
  expect(verdictOn(must, seen, fixed, INVALID)).toBe('must');
});

test.each([{}, { RegionName: 7 }, { RegionName: '' }, { RegionName: 'x'.repeat(51) }])(
  '%j names no region',
  (input) => {
    for (const operation of ['GetRegionOptStatus', 'EnableRegion']) {
      const sent = call(operation, input);
      for (const answer of [INVALID, DENIED, refusal(400, 'SerializationException')])
        expect(verdictOn(should, UNKNOWN_STATE, sent, answer)).toBe('ok');
      expect(verdictOn(must, UNKNOWN_STATE, sent, shows('DISABLED'))).toBe('must');
      expect(verdictOn(must, UNKNOWN_STATE, sent, success())).toBe('must');
    }
  },
);
