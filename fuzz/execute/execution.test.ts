import { expect, test } from 'vitest';
import { craftExchange } from '../../harness/testing/test-session.ts';
import type { WireClient } from '../../targets/transport/exchange.ts';
import { contactService, PUT_AND_READ, WINDOW } from '../testing/contact-service.ts';
import { Execution, type NeedsProof, type Performed } from './execution.ts';

const KNOWN: NeedsProof = () => false;
const NEW: NeedsProof = () => true;

/** The statements of the model that an answer breaks. */
const broken = ({ breaches }: Performed): string[] =>
  breaches.map(({ rule }) => rule).filter((rule) => rule.startsWith('oracle/'));

test('a wrong read is repeated for the whole window until that was so three times, then for a part of it', async () => {
  const { putAndRead } = contactService(() => true);
  const waited: number[] = [];
  for (let time = 0; time < 5; time += 1) {
    const { ms, performed } = await putAndRead(KNOWN);
    expect(broken(performed)).toEqual(['oracle/read-back']);
    waited.push(ms);
  }
  expect(waited).toEqual([WINDOW, WINDOW, WINDOW, WINDOW / 40, WINDOW / 40]);
});

test('what is not established yet gets the whole window all the same', async () => {
  const { putAndRead } = contactService(() => true);
  for (let time = 0; time < 4; time += 1) await putAndRead(KNOWN);
  const { ms, performed } = await putAndRead(NEW);
  expect(ms).toBe(WINDOW);
  expect(broken(performed)).toEqual(['oracle/read-back']);
});

test('a read that was seen to lag gets as long as that took', async () => {
  const lagMs = 500;
  const { putAndRead, environment } = contactService((age) => age < lagMs);
  expect(broken((await putAndRead(NEW)).performed)).toEqual([]);
  const behind = environment.lag.behind('alternate-contact');
  expect(behind).toBeGreaterThan(lagMs);
  expect(behind).toBeLessThan(WINDOW);
  for (let time = 0; time < 5; time += 1) expect(broken((await putAndRead(KNOWN)).performed)).toEqual([]);
});

test('a lag that shows late is waited for, though others stayed wrong', async () => {
  let lagMs = Number.POSITIVE_INFINITY;
  const { putAndRead } = contactService((age) => age < lagMs);
  for (let time = 0; time < 4; time += 1) await putAndRead(KNOWN);
  lagMs = 1500;
  expect(broken((await putAndRead(NEW)).performed)).toEqual([]);
});

test('without a window each call is one request', async () => {
  const { putAndRead } = contactService(() => true, 0);
  for (let time = 0; time < 3; time += 1) {
    const { ms, reads, performed } = await putAndRead(NEW);
    expect({ ms, reads, broken: broken(performed) }).toEqual({
      ms: 0,
      reads: 1,
      broken: ['oracle/read-back'],
    });
  }
});

test('a region that never settles is waited for once', async () => {
  const { environment, restorer } = contactService(() => false);
  const body = { RegionName: 'af-south-1', RegionOptStatus: 'ENABLING' };
  const client: WireClient = {
    send: async (request) => craftExchange({ operation: request.operation, request, body }),
    close: async () => {},
  };
  const input = { RegionName: 'af-south-1' };
  const read = { ...PUT_AND_READ[1], operation: 'GetRegionOptStatus', input, untilSettled: true as const };
  const restorers = { own: restorer.open(), foreign: restorer.open() };
  const { now } = environment.lag.pace;
  const waited: number[] = [];
  for (const id of [1, 2]) {
    const begun = now();
    const execution = new Execution({ ...environment, client }, restorers, KNOWN);
    await execution.perform({ ...read, id }, false);
    waited.push(now() - begun);
  }
  expect(waited[0]).toBeGreaterThanOrEqual(environment.target.timing.regionTimeout);
  expect(waited[1]).toBe(0);
});
