import { expect, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import { RegionWatcher } from './region-watcher.ts';
import { sampleSent } from '../testing/sample-sent.ts';

const REGION = 'af-south-1';
const watcher = () => new RegionWatcher(loadContract(), 0);
const read = (status: string, startedAt: number, input = {}) =>
  sampleSent(
    'GetRegionOptStatus',
    { RegionName: REGION, ...input },
    { startedAt, body: { RegionName: REGION, RegionOptStatus: status } },
  );

test('answers in a row with the same status are one entry, and changes stand between them', () => {
  const watched = watcher();
  watched.observe(read('DISABLED', 0));
  watched.observe(read('DISABLED', 10));
  watched.observe(sampleSent('EnableRegion', { RegionName: REGION }, { startedAt: 20 }));
  watched.observe(read('ENABLING', 30));
  expect(watched.histories()).toEqual([
    {
      account: '111111111111',
      region: REGION,
      seen: [
        { status: 'DISABLED', fromMs: 0, toMs: 15, answers: 2 },
        { status: 'ENABLING', fromMs: 30, toMs: 35, answers: 1 },
      ],
      requests: [{ operation: 'EnableRegion', fromMs: 20, toMs: 25 }],
      left: 0,
    },
  ]);
});

test('a list says the status of each of its regions, of the account that was asked for', () => {
  const watched = watcher();
  const Regions = ['us-east-1', REGION].map((RegionName) => ({ RegionName, RegionOptStatus: 'ENABLED' }));
  watched.observe(sampleSent('ListRegions', { AccountId: '222222222222' }, { body: { Regions } }));
  expect(watched.histories().map(({ account, region }) => [account, region])).toEqual([
    ['222222222222', REGION],
    ['222222222222', 'us-east-1'],
  ]);
});

test.each([
  ['a refused change', sampleSent('EnableRegion', { RegionName: REGION }, { status: 400 })],
  ['an unanswered change', sampleSent('EnableRegion', { RegionName: REGION }, { response: null })],
  ['a refused read', sampleSent('GetRegionOptStatus', { RegionName: REGION }, { status: 403 })],
  ['another operation', sampleSent('GetContactInformation', { RegionName: REGION })],
  ['an answer that is not an object', sampleSent('ListRegions', {}, { body: 'ENABLED' })],
])('%s tells nothing', (_, exchange) => {
  const watched = watcher();
  watched.observe(exchange);
  expect(watched.histories()).toEqual([]);
});

test('a target that makes up statuses and regions does not fill the memory', () => {
  const watched = watcher();
  for (let index = 0; index < 300; index += 1) watched.observe(read(`S${index}`, index));
  const [history] = watched.histories();
  expect(history?.seen).toHaveLength(200);
  expect(history?.left).toBe(100);
  for (let index = 0; index < 3_000; index += 1)
    watched.observe(read('ENABLED', index, { AccountId: String(index) }));
  expect(watched.histories()).toHaveLength(2_000);
});
