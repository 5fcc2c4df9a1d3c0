import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { startEmbedded, type EmbeddedOptions } from '../../proof/embedded.ts';
import { Refusal } from '../../reference/core/refusal.ts';
import type { Handler, ServiceParts } from '../../reference/core/service-parts.ts';
import type { JsonObject } from '../../spec/json.ts';
import { loadContract } from '../../spec/load-contract.ts';
import type { WireClient, WireRequest } from '../../targets/transport/exchange.ts';
import type { Identity } from '../../targets/target.ts';
import { createWireClient } from '../../targets/transport/wire-client.ts';
import { operationRequest } from '../contract-lookup.ts';
import { StateRestorer } from './state-restorer.ts';
import { dialect } from '../../twin/dialects/axes.ts';
import { serveTwin } from '../../proof/testing/serve-twin.ts';
import { worldState } from '../testing/world-state.ts';

const contract = loadContract();
const BILLING = {
  AlternateContactType: 'BILLING',
  EmailAddress: 'billing@example.com',
  Name: 'Old Name',
  PhoneNumber: '+12065550100',
  Title: 'Accountant',
};
const PRIMARY = {
  AddressLine1: '2 Other Street',
  City: 'Oslo',
  CountryCode: 'NO',
  FullName: 'John Doe',
  PhoneNumber: '+4721234567',
  PostalCode: '0150',
};

/** A target with a restorer, and ways to change it: by operation, and by bytes alone. */
async function keptTarget(
  options: EmbeddedOptions = {},
  over: (client: WireClient) => WireClient = (it) => it,
) {
  const { target, close } = await startEmbedded({ regionDelayMs: 0, ...options });
  const { contract: known = contract } = options;
  const service = known.wire.signingService;
  const client = createWireClient(target.endpoint, { timeoutMs: 5000, region: target.region, service });
  onTestFinished(async () => {
    await client.close();
    await close();
  });
  const session = new StateRestorer(target, known, over(client)).open();
  const identity = (role: Identity['role']): Identity => {
    const found = target.identities.find((one) => one.role === role);
    if (!found) throw new Error(`no ${role}`);
    return found;
  };
  const sendRaw = async (request: WireRequest, input?: JsonObject) => {
    const { response } = await session.sending(
      request,
      input,
      () => client.send(request),
      (sent) => sent.response?.status,
    );
    return response?.status;
  };
  const send = (operation: string, input: JsonObject, role: Identity['role'] = 'standalone') =>
    sendRaw(operationRequest(known, identity(role), operation, input), input);
  return { target, session, identity, send, sendRaw };
}

const withContact: EmbeddedOptions['seed'] = {
  primaryContact: { ...PRIMARY, FullName: 'Jane Doe' },
  alternateContacts: { BILLING },
};

test('contacts that were changed, added and deleted are put back', async () => {
  const { target, session, send } = await keptTarget({ seed: withContact });
  const before = await worldState(target);
  expect(await send('PutAlternateContact', { ...BILLING, Name: 'New Name' })).toBe(200);
  expect(await send('DeleteAlternateContact', { AlternateContactType: 'BILLING' })).toBe(200);
  expect(await send('PutAlternateContact', { ...BILLING, AlternateContactType: 'SECURITY' })).toBe(200);
  expect(await worldState(target)).not.toEqual(before);
  expect(await session.restore()).toEqual([]);
  expect(await worldState(target)).toEqual(before);
});

test('the primary contact is put back', async () => {
  const { target, session, send } = await keptTarget();
  const before = await worldState(target);
  expect(await send('PutContactInformation', { ContactInformation: PRIMARY })).toBe(200);
  expect(await worldState(target)).not.toEqual(before);
  expect(await session.restore()).toEqual([]);
  expect(await worldState(target)).toEqual(before);
});

test.each([0, 30])('a region is put back where a change takes %i ms', async (regionDelayMs) => {
  const { target, session, send } = await keptTarget({ regionDelayMs });
  const before = await worldState(target);
  expect(await send('EnableRegion', { RegionName: 'af-south-1' })).toBe(200);
  expect(await session.restore()).toEqual([]);
  expect(await worldState(target)).toEqual(before);
});

test('what a management account changed in a member is put back', async () => {
  const { target, session, send } = await keptTarget();
  const before = await worldState(target);
  const member = { AccountId: '444444444444' };
  expect(await send('PutAlternateContact', { ...BILLING, ...member }, 'management')).toBe(200);
  expect(await send('EnableRegion', { RegionName: 'af-south-1', ...member }, 'management')).toBe(200);
  expect(await worldState(target)).not.toEqual(before);
  expect(await session.restore()).toEqual([]);
  expect(await worldState(target)).toEqual(before);
});

test('an update that a delegate started of its own address is not pending any more', async () => {
  const { target, session, send } = await keptTarget({ contract: loadContract('current') });
  const started = { AccountId: '333333333333', PrimaryEmail: 'new@example.com' };
  expect(await send('StartPrimaryEmailUpdate', started, 'delegatedAdmin')).toBe(200);
  expect(await session.restore()).toEqual([]);
  const accepted = { ...started, Otp: target.oneTimePassword ?? '' };
  expect(await send('AcceptPrimaryEmailUpdate', accepted, 'delegatedAdmin')).toBe(404);
});

/** Each request is done, and its answer lost when it is sent for the first time. */
function losesAnswers(client: WireClient): WireClient {
  const sent = new Set<string>();
  return {
    ...client,
    async send(request, signal) {
      const exchange = await client.send(request, signal);
      const key = `${request.operation} ${Buffer.from(request.body).toString()}`;
      if (sent.has(key)) return exchange;
      sent.add(key);
      return { ...exchange, response: null, fault: { kind: 'reset', message: 'gone' } };
    },
  };
}

test.each([0, 30])(
  'where answers are lost the state is put back all the same (%i ms)',
  async (regionDelayMs) => {
    const { target, session, send } = await keptTarget({ regionDelayMs, seed: withContact }, losesAnswers);
    const before = await worldState(target);
    expect(await send('PutAlternateContact', { ...BILLING, Name: 'New Name' })).toBe(200);
    expect(await send('PutAlternateContact', { ...BILLING, AlternateContactType: 'SECURITY' })).toBe(200);
    expect(await send('PutContactInformation', { ContactInformation: PRIMARY })).toBe(200);
    expect(await send('EnableRegion', { RegionName: 'af-south-1' })).toBe(200);
    expect(await session.restore()).toEqual([]);
    expect(await worldState(target)).toEqual(before);
  },
);

test('where reads lag writes, what was put back is read by whoever comes next', async () => {
  const twin = await serveTwin(dialect({ readLag: 'some', alternatesAtFirst: 'some' }));
  const { target } = twin;
  const service = contract.wire.signingService;
  const client = createWireClient(target.endpoint, { timeoutMs: 5000, region: target.region, service });
  onTestFinished(async () => {
    await client.close();
    await twin.close();
  });
  const before = await worldState(target);
  const session = new StateRestorer(target, contract, client).open();
  const [identity] = target.identities;
  if (!identity) throw new Error('no identity');
  for (const [operation, input] of [
    ['PutAlternateContact', { ...BILLING }],
    ['DeleteAlternateContact', { AlternateContactType: 'SECURITY' }],
    ['PutContactInformation', { ContactInformation: PRIMARY }],
  ] as const) {
    const request = operationRequest(contract, identity, operation, input);
    await session.sending(
      request,
      input,
      () => client.send(request),
      (sent) => sent.response?.status,
    );
  }
  // What it shows now is what it shows until the next write is seen.
  await delay(50);
  expect(await session.restore()).toEqual([]);
  expect(await worldState(target)).toEqual(before);
});

test('what was written by bytes alone is put back, also where they are no JSON', async () => {
  const { target, session, identity, sendRaw } = await keptTarget({
    // A service that takes a broken text for a contact.
    compose: (parts) => ({
      ...parts,
      parseBody: (body, name) => (body[0] === 0x7b ? parts.parseBody(body, name) : { ...BILLING }),
    }),
  });
  const before = await worldState(target);
  const request = (body: string): WireRequest => ({
    ...operationRequest(contract, identity('standalone'), 'PutAlternateContact', {}),
    body: new TextEncoder().encode(body),
    transport: 'raw',
  });
  const security = JSON.stringify({ ...BILLING, AlternateContactType: 'SECURITY' });
  expect(await sendRaw(request(security))).toBe(200);
  expect(await sendRaw(request('no JSON'))).toBe(200);
  expect(await worldState(target)).not.toEqual(before);
  expect(await session.restore()).toEqual([]);
  expect(await worldState(target)).toEqual(before);
});

test('what bytes alone changed in a member is put back', async () => {
  const { target, session, identity, sendRaw } = await keptTarget();
  const before = await worldState(target);
  const input = { ...BILLING, AccountId: '444444444444' };
  expect(
    await sendRaw(operationRequest(contract, identity('management'), 'PutAlternateContact', input)),
  ).toBe(200);
  expect(await worldState(target)).not.toEqual(before);
  expect(await session.restore()).toEqual([]);
  expect(await worldState(target)).toEqual(before);
});

test('a type that is none of ours may stand for any', async () => {
  const { target, session, send } = await keptTarget({
    compose: (parts) => ({
      ...parts,
      canonicalize: (_shape, input) =>
        input.AlternateContactType === 'billing' ? { ...input, AlternateContactType: 'SECURITY' } : input,
      validate: () => [],
    }),
  });
  const before = await worldState(target);
  expect(await send('PutAlternateContact', { ...BILLING, AlternateContactType: 'billing' })).toBe(200);
  expect(await worldState(target)).not.toEqual(before);
  expect(await session.restore()).toEqual([]);
  expect(await worldState(target)).toEqual(before);
});

test('a read changes nothing, so nothing is put back', async () => {
  const seen: string[] = [];
  const { session, send } = await keptTarget({
    compose: (parts) => ({
      ...parts,
      route(request, all) {
        const operation = parts.route(request, all);
        seen.push(operation.name);
        return operation;
      },
    }),
  });
  await send('ListRegions', {});
  expect(await session.restore()).toEqual([]);
  expect(seen).toEqual(['ListRegions']);
});

test('what was put back is not put back again', async () => {
  const { session, send } = await keptTarget();
  await send('PutAlternateContact', BILLING);
  expect(await session.restore()).toEqual([]);
  expect(await session.restore()).toEqual([]);
});

/** Refuses an operation from its `nth` call on. */
function refusing(parts: ServiceParts, operation: string, nth: number): ServiceParts {
  let calls = 0;
  const handle: Handler = (call, all) => {
    calls += 1;
    if (calls >= nth) throw new Refusal(parts.errorNames.denied, 'no longer');
    return parts.handlers[operation]?.(call, all) ?? null;
  };
  return { ...parts, handlers: { ...parts.handlers, [operation]: handle } };
}

test.each<[string, string, JsonObject, RegExp]>([
  [
    'DeleteAlternateContact',
    'PutAlternateContact',
    BILLING,
    /alternate-contact .*111111111111.*BILLING.*403/,
  ],
  ['DisableRegion', 'EnableRegion', { RegionName: 'af-south-1' }, /region .*111111111111.*af-south-1.*403/],
])('without %s, what %s did is reported', async (refused, operation, input, problem) => {
  const { session, send } = await keptTarget({ compose: (parts) => refusing(parts, refused, 1) });
  expect(await send(operation, input)).toBe(200);
  expect(await session.restore()).toEqual([expect.stringMatching(problem)]);
});

test('a primary contact that cannot be put back is reported', async () => {
  const { session, send } = await keptTarget({
    compose: (parts) => refusing(parts, 'PutContactInformation', 2),
  });
  expect(await send('PutContactInformation', { ContactInformation: PRIMARY })).toBe(200);
  expect(await session.restore()).toEqual([expect.stringMatching(/primary-contact .*111111111111.*403/)]);
});
