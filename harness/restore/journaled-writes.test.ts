import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startEmbedded, type EmbeddedOptions } from '../../proof/embedded.ts';
import { Refusal } from '../../reference/core/refusal.ts';
import type { ServiceParts } from '../../reference/core/service-parts.ts';
import type { JsonObject } from '../../spec/json.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { Journal } from '../../targets/journal/journal.ts';
import { readJournal } from '../../targets/journal/read-journal.ts';
import type { WireRequest } from '../../targets/transport/exchange.ts';
import { ReadLag } from '../../targets/pacing/read-lag.ts';
import { createWireClient } from '../../targets/transport/wire-client.ts';
import { operationRequest } from '../contract-lookup.ts';
import { worldState } from '../testing/world-state.ts';
import { StateRestorer } from './state-restorer.ts';

const contract = loadContract();
const ACCOUNT = '111111111111';
const BILLING = {
  AlternateContactType: 'BILLING',
  EmailAddress: 'billing@example.com',
  Name: 'Old Name',
  PhoneNumber: '+12065550100',
  Title: 'Accountant',
};
const NEW = { ...BILLING, EmailAddress: 'new@example.com', Name: 'New Name', Title: 'Treasurer' };
const OTHER = { ...BILLING, EmailAddress: 'other@example.com', Name: 'Other Name', Title: 'Clerk' };
const PRIMARY = {
  AddressLine1: '17 Original Lane',
  City: 'Oslo',
  CountryCode: 'NO',
  FullName: 'Olga Original',
  PhoneNumber: '+4721234567',
  PostalCode: '0150',
};
const SEED = { primaryContact: PRIMARY, alternateContacts: { BILLING } };

/** A target whose state is journaled, reached as one that is not loopback is, and somebody else who changes it. */
async function journaledTarget(
  options: EmbeddedOptions = {},
  consistencyWindow = 0,
  lag: ReadLag | null = null,
) {
  let parts: ServiceParts | null = null;
  const seen: string[] = [];
  const { target: near, close } = await startEmbedded({
    regionDelayMs: 0,
    seed: SEED,
    ...options,
    compose: (given) => {
      parts = options.compose?.(given) ?? given;
      return {
        ...parts,
        route(request, all) {
          const operation = given.route(request, all);
          seen.push(operation.name);
          return operation;
        },
      };
    },
  });
  const target = { ...near, loopback: false, timing: { ...near.timing, consistencyWindow } };
  const service = contract.wire.signingService;
  const client = createWireClient(target.endpoint, { timeoutMs: 5000, region: target.region, service });
  const directory = await mkdtemp(join(tmpdir(), 'account-conformance-test-'));
  onTestFinished(async () => {
    await client.close();
    await close();
    await rm(directory, { recursive: true, force: true });
  });
  const path = join(directory, 'run.jsonl');
  const journal = new Journal(path, {
    format: 2,
    edition: contract.edition,
    target: { name: target.name, endpoint: target.endpoint.href },
    options: {},
    startedAt: '2026-01-01T00:00:00.000Z',
  });
  const mended: string[] = [];
  const restorer = new StateRestorer(target, contract, client, {
    journal,
    onMended: (problem) => mended.push(problem),
    lag,
  });
  let session = restorer.open();
  const [identity] = target.identities;
  if (identity?.accountId !== ACCOUNT) throw new Error('another account');
  const sendRaw = async (request: WireRequest, meanwhile = () => {}) => {
    const exchange = await session.sending(
      request,
      undefined,
      async () => {
        const sent = await client.send(request);
        meanwhile();
        return sent;
      },
      ({ response }) => response?.status,
    );
    return exchange.response?.status;
  };
  const all = (): ServiceParts => {
    if (!parts) throw new Error('not served');
    return parts;
  };
  return {
    restorer,
    /** What the rule touched is put back, and another rule begins. */
    nextRule: async () => {
      expect(await session.restore()).toEqual([]);
      session = restorer.open();
    },
    mended,
    seen,
    /** One that knows of the run only what its journal says. */
    restart: () => {
      const other = new StateRestorer(target, contract, client, { onMended: (one) => mended.push(one) });
      other.load(readJournal(path).entries);
      return other;
    },
    state: () => worldState(near),
    send: (operation: string, input: JsonObject, meanwhile?: () => void) =>
      sendRaw(operationRequest(contract, identity, operation, input), meanwhile),
    raw: (operation: string, body: string, meanwhile?: () => void) =>
      sendRaw(
        {
          ...operationRequest(contract, identity, operation, {}),
          body: new TextEncoder().encode(body),
          transport: 'raw',
        },
        meanwhile,
      ),
    becomes: (contact: JsonObject) => all().store.putAlternateContact(ACCOUNT, 'BILLING', contact),
    parts: all,
  };
}

const billingOf = (state: unknown) =>
  (state as { standalone: { contacts: JsonObject[] } }).standalone.contacts[0]?.['AlternateContact'];
const NONE = { left: [], foreign: [], mended: [], accounts: [] };
const THEIRS = { ...NONE, accounts: [ACCOUNT] };

test.each<[string, JsonObject]>([
  ['what we wrote', NEW],
  [
    'what we wrote, in another case and spacing',
    { ...NEW, Name: '  NEW   name ', EmailAddress: 'New@Example.com' },
  ],
])('%s is ours, and put back', async (_what, found) => {
  const { send, becomes, restart, state, mended } = await journaledTarget();
  const original = await state();
  await send('PutAlternateContact', NEW);
  becomes(found);
  expect(await restart().restoreAll()).toEqual(NONE);
  expect(await state()).toEqual(original);
  expect(mended).toEqual([]);
});

test('what is made of our values and original ones is put back, and mentioned', async () => {
  const { send, becomes, restart, state, mended } = await journaledTarget();
  const original = await state();
  await send('PutAlternateContact', NEW);
  await send('PutAlternateContact', OTHER);
  becomes({ ...NEW, Title: OTHER.Title, PhoneNumber: BILLING.PhoneNumber });
  const said = expect.stringMatching(
    /^alternate-contact of account 1{12}: BILLING held values that were ours or the original, though we never wrote them together/,
  );
  expect(await restart().restoreAll()).toEqual({ ...NONE, mended: [said] });
  expect(await state()).toEqual(original);
  expect(mended).toEqual([said]);
});

test.each<[string, JsonObject]>([
  ['one value of somebody else', { ...NEW, Title: 'Director' }],
  ['a value that we sent for another contact', { ...NEW, Title: 'Guard' }],
])('%s makes it theirs: it is left alone', async (_what, found) => {
  const { send, becomes, restart, state } = await journaledTarget();
  await send('PutAlternateContact', NEW);
  await send('PutAlternateContact', { ...NEW, AlternateContactType: 'SECURITY', Title: 'Guard' });
  becomes(found);
  expect(await restart().restoreAll()).toEqual({
    ...THEIRS,
    foreign: [expect.stringMatching(/BILLING was changed by somebody else meanwhile, and is left alone$/)],
  });
  expect(billingOf(await state())).toMatchObject(found);
});

test('before each write the resource is read, and what somebody else wrote stops that account', async () => {
  const { send, becomes, seen, state } = await journaledTarget();
  await send('PutAlternateContact', NEW);
  seen.length = 0;
  await send('PutAlternateContact', OTHER);
  expect(seen.slice(-2)).toEqual(['GetAlternateContact', 'PutAlternateContact']);
  const theirs = { ...NEW, Title: 'Director' };
  becomes(theirs);
  await expect(send('PutAlternateContact', NEW)).rejects.toThrow(
    /account 1{12} is not touched any more, since somebody else is changing it \(alternate-contact: BILLING/,
  );
  expect(billingOf(await state())).toMatchObject(theirs);
  seen.length = 0;
  for (const [operation, input] of [
    ['PutAlternateContact', { ...NEW, AlternateContactType: 'SECURITY' }],
    ['EnableRegion', { RegionName: 'af-south-1' }],
    ['DeleteAlternateContact', { AlternateContactType: 'BILLING' }],
  ] as const) {
    await expect(send(operation, input), operation).rejects.toThrow(/is not touched any more/);
  }
  expect(billingOf(await state())).toMatchObject(theirs);
});

const SECURITY = { ...NEW, AlternateContactType: 'SECURITY' };
const isWrite = (operation: string) => !operation.startsWith('Get');

test('where reads may lag, what a rule has written is put back though it reads as it was, and nothing else is', async () => {
  const { send, seen, nextRule, state } = await journaledTarget({}, 20);
  const original = await state();
  await send('PutAlternateContact', NEW);
  await send('PutAlternateContact', SECURITY);
  await nextRule();
  seen.length = 0;
  await send('DeleteAlternateContact', { AlternateContactType: 'SECURITY' });
  await nextRule();
  expect(seen.filter(isWrite)).toEqual(['DeleteAlternateContact', 'DeleteAlternateContact']);
  expect(await state()).toEqual(original);
});

test('where reads wait until what was written shows, what reads as it was is not written again', async () => {
  const lag = new ReadLag(20);
  lag.sawStale('alternate-contact', 10);
  const { send, seen, nextRule, restorer } = await journaledTarget({}, lag.windowMs, lag);
  await send('PutAlternateContact', SECURITY);
  await nextRule();
  seen.length = 0;
  await send('DeleteAlternateContact', { AlternateContactType: 'SECURITY' });
  await nextRule();
  expect(seen.filter(isWrite)).toEqual(['DeleteAlternateContact']);
  // In the end nothing is taken for granted.
  await restorer.restoreAll();
  expect(seen.filter(isWrite)).toEqual(['DeleteAlternateContact', 'DeleteAlternateContact']);
});

/** A service that takes a request without a region for this one. */
const lenient: EmbeddedOptions = {
  compose: (parts) => ({
    ...parts,
    parseBody: (body, name) =>
      body[0] === 0x7b ? parts.parseBody(body, name) : { RegionName: 'af-south-1' },
  }),
};

test('what a request that names no region has changed is put back', async () => {
  const { raw, restart, state } = await journaledTarget(lenient);
  const original = await state();
  expect(await raw('EnableRegion', 'no JSON')).toBe(200);
  expect(await state()).not.toEqual(original);
  expect(await restart().restoreAll()).toEqual(NONE);
  expect(await state()).toEqual(original);
});

test('a region that somebody else enabled is not ours because a request of ours named none', async () => {
  const { raw, send, parts, restart, restorer, state } = await journaledTarget();
  expect(await raw('EnableRegion', 'no JSON')).toBe(400);
  enable(parts(), 'af-south-1');
  const changed = await state();
  expect(await restart().restoreAll(), 'none of it is ours').toEqual(NONE);
  expect(await send('EnableRegion', { RegionName: 'eu-south-1' })).toBe(200);
  for (const one of [restorer, restart()]) {
    expect(await one.restoreAll()).toEqual({
      ...THEIRS,
      foreign: [expect.stringMatching(/region of account 1{12}: af-south-1 was changed by somebody else/)],
    });
  }
  expect(await state()).toEqual(changed);
});

test('where we were killed before we saw what it changed, that is said and left alone', async () => {
  const { raw, restart, state } = await journaledTarget(lenient);
  let left: StateRestorer | null = null;
  // What is in the journal by then is all that a kill leaves.
  await raw('EnableRegion', 'no JSON', () => (left = restart()));
  const changed = await state();
  expect(await (left ?? restart()).restoreAll()).toEqual({
    ...THEIRS,
    foreign: [expect.stringMatching(/af-south-1 changed when or after a request of ours .* names no region/)],
  });
  expect(await state()).toEqual(changed);
});

test('where nothing had changed by then, nothing is said', async () => {
  const { raw, restart } = await journaledTarget();
  let left: StateRestorer | null = null;
  await raw('EnableRegion', 'no JSON', () => (left = restart()));
  expect(await (left ?? restart()).restoreAll()).toEqual(NONE);
});

test('a region is ours only in the status that a request of ours leads to', async () => {
  const { send, parts, restart, state } = await journaledTarget();
  enable(parts(), 'af-south-1');
  expect(await send('EnableRegion', { RegionName: 'af-south-1' }), 'it is enabled already').toBe(400);
  disable(parts(), 'af-south-1');
  const changed = await state();
  expect(await restart().restoreAll()).toEqual({
    ...THEIRS,
    foreign: [expect.stringMatching(/region of account 1{12}: af-south-1 was changed by somebody else/)],
  });
  expect(await state()).toEqual(changed);
  await expect(send('EnableRegion', { RegionName: 'af-south-1' })).rejects.toThrow(/is not touched any more/);
});

/** A service that shows a region so many times as it was before its last change. */
function lagging(times: number): EmbeddedOptions {
  const late = new Map<string, { readonly status: string; left: number }>();
  return {
    compose: (parts) => ({
      ...parts,
      changeRegion(call, region, all) {
        const status = parts.statusAt(call.account, region, all);
        parts.changeRegion(call, region, { ...all, statusAt: parts.statusAt });
        late.set(`${call.account} ${region}`, { status, left: times });
      },
      statusAt(account, region, all) {
        const old = late.get(`${account} ${region}`);
        if (!old || old.left === 0) return parts.statusAt(account, region, all);
        old.left -= 1;
        return old.status;
      },
    }),
  };
}

test.each([0, 150])(
  'where reads of regions lag, what was asked for is put back, though it shows late; a change takes %i ms',
  async (regionDelayMs) => {
    const { send, restorer, parts } = await journaledTarget({ ...lagging(3), regionDelayMs }, 2000);
    expect(await send('EnableRegion', { RegionName: 'af-south-1' })).toBe(200);
    expect(await restorer.restoreAll()).toEqual(NONE);
    expect(parts().store.regionChange(ACCOUNT, 'af-south-1')?.to).toBe('DISABLED');
  },
);

test('where it may not be put back any more, that is said, though it shows late that it has changed', async () => {
  const late = lagging(3).compose ?? ((parts) => parts);
  let denied = false;
  const denying: EmbeddedOptions = {
    compose: (given) => {
      const parts = late(given);
      return {
        ...parts,
        changeRegion(call, region, all) {
          if (denied) throw new Refusal('AccessDeniedException', 'not any more');
          parts.changeRegion(call, region, all);
        },
      };
    },
  };
  const { restorer, send } = await journaledTarget(denying, 500);
  expect(await send('EnableRegion', { RegionName: 'af-south-1' })).toBe(200);
  denied = true;
  expect(await restorer.restoreAll()).toEqual({
    ...THEIRS,
    left: [expect.stringMatching(/^region of account 1{12}: af-south-1: .*AccessDeniedException/)],
  });
});

function enable({ store }: ServiceParts, region: string): void {
  store.putRegionChange(ACCOUNT, region, { from: 'DISABLED', via: 'ENABLING', to: 'ENABLED', startedAt: 0 });
}

function disable({ store }: ServiceParts, region: string): void {
  store.putRegionChange(ACCOUNT, region, { from: 'ENABLED', via: 'DISABLING', to: 'DISABLED', startedAt: 0 });
}
