import { expect, test } from 'vitest';
import type { Compose } from '../../mutants/mutant.ts';
import { startEmbedded } from '../../proof/embedded.ts';
import { Refusal } from '../../reference/core/refusal.ts';
import type { Handler } from '../../reference/core/service-parts.ts';
import type { JsonObject } from '../../spec/json.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { connect } from '../connect.ts';
import { operationRequest } from '../contract-lookup.ts';
import type { Rule } from '../rule.ts';
import { runAgainst } from '../testing/run-against.ts';
import { StateRestorer } from './state-restorer.ts';

/** Handlers of requests in which a member is missing, null or empty, instead of a refusal. */
const withoutName =
  (member: string, handlers: Readonly<Record<string, Handler>>): Compose =>
  (parts) => {
    const isOdd = (input: JsonObject) => (input[member] ?? '') === '';
    return {
      ...parts,
      readInput: (shape, input, errorName) =>
        shape.members[member]?.required === true && isOdd(input)
          ? input
          : parts.readInput(shape, input, errorName),
      validate: (shape, input, whole) =>
        shape.members[member]?.required === true && isOdd(input) ? [] : parts.validate(shape, input, whole),
      handlers: Object.fromEntries(
        Object.entries(parts.handlers).map(([name, right]): [string, Handler] => [
          name,
          (call, whole) =>
            handlers[name] && isOdd(call.input) ? handlers[name](call, whole) : right(call, whole),
        ]),
      ),
    };
  };

const invalid: Handler = (_call, { errorNames }) => {
  throw new Refusal(errorNames.invalid, 'It has to be named.');
};

/** Disabling a region without a name makes one, which lists show from then on. */
const namelessRegion: Compose = (parts) => {
  const made = new Set<string>();
  const composed = withoutName('RegionName', {
    DisableRegion: ({ account }) => {
      made.add(account);
      return null;
    },
    EnableRegion: invalid,
    GetRegionOptStatus: invalid,
  })(parts);
  const list = composed.handlers['ListRegions'];
  const listed: Handler = (call, whole) => {
    const { Regions = [], ...page } = list?.(call, whole) ?? {};
    const nameless = made.has(call.account) ? [{ RegionName: null, RegionOptStatus: 'DISABLED' }] : [];
    return { ...page, Regions: [...(Regions as readonly JsonObject[]), ...nameless] };
  };
  return { ...composed, handlers: { ...composed.handlers, ListRegions: listed } };
};

/** A contact without a type is stored like any other. */
const typelessContact: Compose = (parts) => {
  const stored = new Map<string, JsonObject>();
  return withoutName('AlternateContactType', {
    PutAlternateContact: ({ account, input }) => {
      stored.set(account, input);
      return null;
    },
    GetAlternateContact: (call, whole) => {
      const contact = stored.get(call.account);
      return contact
        ? { AlternateContact: { ...contact, AlternateContactType: 'BILLING' } }
        : invalid(call, whole);
    },
    DeleteAlternateContact: (call, whole) => (stored.delete(call.account) ? null : invalid(call, whole)),
  })(parts);
};

const SELECTIONS = {
  'a region without a name': {
    compose: namelessRegion,
    rules: [
      'validation/DisableRegion/RegionName/*',
      'listing/filter*',
      'listing/every-page-size',
      'regions/*',
    ],
    made: /^validation\/DisableRegion\/RegionName\//,
  },
  'a contact without a type': {
    compose: typelessContact,
    rules: ['validation/*AlternateContact/AlternateContactType/required/*', 'contacts/*'],
    made: /^validation\/PutAlternateContact\/AlternateContactType\//,
  },
};

test.each(Object.entries(SELECTIONS))(
  '%s that the run made is found where it was made, in any order, and nowhere else',
  async (_, { compose, rules: wanted, made }) => {
    const orders: string[][] = [];
    for (const seed of [1, 2, 3]) {
      const { target, close } = await startEmbedded({ compose });
      try {
        const { rules, notRestored } = await runAgainst(target, { rules: wanted }, { order: 'seed', seed });
        const failed = rules.filter(({ outcome }) => ['fail', 'warn', 'flaky', 'blocked'].includes(outcome));
        orders.push(failed.map(({ id, outcome }) => `${id} ${outcome}`));
        expect(notRestored).toEqual([]);
      } finally {
        await close();
      }
    }
    expect(orders[0]?.length).toBeGreaterThan(0);
    for (const one of orders[0] ?? []) expect(one).toMatch(made);
    expect(orders[1]).toEqual(orders[0]);
    expect(orders[2]).toEqual(orders[0]);
  },
);

/** An address that is none is accepted, and an OPERATIONS contact stays for good. */
const undeletable =
  (refusal: Handler): Compose =>
  (parts) => ({
    ...parts,
    validate: (shape, input, whole) =>
      parts.validate(shape, input, whole).filter(({ path }) => path !== 'EmailAddress'),
    handlers: { ...parts.handlers, DeleteAlternateContact: refusal },
  });

const AlternateContactType = 'OPERATIONS';
const PUTS_IT: Rule = {
  id: 'contacts/odd-put',
  level: 'must',
  since: '0.1.0',
  statement: 'An address that is none is refused.',
  source: 'test',
  operations: ['PutAlternateContact'],
  check: async ({ caller }) => {
    const contact = { Name: 'A', Title: 'B', PhoneNumber: '1', EmailAddress: 'none' };
    await caller.expect('PutAlternateContact', { AlternateContactType, ...contact }).toBeRefused();
  },
};
const READS_IT: Rule = {
  ...PUTS_IT,
  id: 'contacts/read',
  statement: 'A contact is read.',
  operations: ['GetAlternateContact'],
  check: async ({ caller }) => {
    await caller.call('GetAlternateContact', { AlternateContactType });
  },
};

test.each([
  { says: 'a wrong name', refusal: invalid },
  {
    says: 'that there is none',
    refusal: ((_call, { errorNames }) => {
      throw new Refusal(errorNames.notFound, 'There is none.');
    }) as Handler,
  },
])(
  'a contact that stays is found where it was made, and no invariant goes by it: refused as $says',
  async ({ refusal }) => {
    const { target, close } = await startEmbedded({ compose: undeletable(refusal) });
    try {
      const outcome = await runAgainst(
        target,
        {},
        { rules: [PUTS_IT, READS_IT], reported: null, workers: 1 },
      );
      const outcomes = outcome.rules.map(({ id, outcome: one }) => `${id} ${one}`);
      expect(outcomes).toContain('contacts/odd-put fail');
      expect(outcome.notRestored.join()).toContain(AlternateContactType);
      expect(outcomes).toContain('wire/output-shape pass');
    } finally {
      await close();
    }
  },
);

test.each([
  { RegionName: 'AF-SOUTH-1', left: false, what: 'another spelling of a region' },
  { RegionName: 'zz-nowhere-9', left: true, what: 'a name that no region has' },
])('$what that was accepted leaves something of the run: $left', async ({ RegionName, left }) => {
  const accepting: Compose = (parts) => ({
    ...parts,
    handlers: { ...parts.handlers, EnableRegion: () => null },
  });
  const { target, close } = await startEmbedded({ compose: accepting });
  const contract = loadContract();
  const { client } = await connect(target, contract);
  try {
    const [identity] = target.identities;
    if (!identity) throw new Error('no identity');
    const restorer = new StateRestorer(target, contract, client);
    const request = operationRequest(contract, identity, 'EnableRegion', { RegionName });
    const send = () => client.send(request);
    await restorer.open().sending(request, { RegionName }, send, ({ response }) => response?.status);
    expect(!restorer.debris.isEmpty).toBe(left);
  } finally {
    await client.close();
    await close();
  }
});
