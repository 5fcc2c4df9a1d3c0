import { createServer, type AddressInfo } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startEmbedded, type EmbeddedOptions } from '../../proof/embedded.ts';
import type { ServiceParts } from '../../reference/core/service-parts.ts';
import { loadContract } from '../../spec/load-contract.ts';
import type { WireClient } from '../../targets/transport/exchange.ts';
import type { Target } from '../../targets/target.ts';
import type { Rule } from '../rule.ts';
import type { RunnerOptions } from './runner.ts';
import { EVERYTHING, selectRules, type Selection } from '../../suites/select.ts';
import { craftExchange } from '../testing/test-session.ts';
import { loopbackServer } from '../testing/loopback-server.ts';
import { loneTarget, runAgainst } from '../testing/run-against.ts';
import { worldState } from '../testing/world-state.ts';

const contract = loadContract();
const CONTACTS: Partial<Selection> = { rules: ['contacts/*', 'errors/implemented/*'] };

async function embedded(options: EmbeddedOptions = {}): Promise<Target> {
  const { target, close } = await startEmbedded({ regionDelayMs: 0, ...options });
  onTestFinished(close);
  return target;
}

const without = (operation: string) => (parts: ServiceParts) => {
  const { [operation]: _, ...handlers } = parts.handlers;
  return { ...parts, handlers };
};

const rule = (id: string, changes: Partial<Rule> = {}): Rule => ({
  id,
  level: 'must',
  since: '0.1.0',
  statement: 'It holds.',
  source: 'test',
  operations: ['ListRegions'],
  check: async ({ caller }) => void (await caller.expect('ListRegions', {}).toSucceed()),
  ...changes,
});
const withRules = (...rules: Rule[]): Partial<RunnerOptions> => ({ rules, reported: null });
const outcomesOf = (rules: readonly { id: string; outcome: string }[]) =>
  Object.fromEntries(rules.map(({ id, outcome }) => [id, outcome]));

test('a rule runs and is reported with its seed, its requests and its progress', async () => {
  const progress: unknown[] = [];
  const outcome = await runAgainst(
    await embedded(),
    {},
    {
      ...withRules(rule('wire/one')),
      onRule: ({ id }, { done, total }) => progress.push([id, done, total]),
    },
  );
  expect(progress).toEqual([
    ['errors/implemented/ListRegions', 1, 2],
    ['wire/one', 2, 2],
  ]);
  expect(outcome).toMatchObject({
    unreachable: null,
    interrupted: false,
    notImplemented: [],
    notRestored: [],
  });
  expect(outcome.rules.find(({ id }) => id === 'wire/one')).toMatchObject({ outcome: 'pass', requests: 1 });
  expect(outcome.requests).toBe(4);
});

test('an operation that is not implemented is one finding, and blocks its rules', async () => {
  const target = await embedded({ compose: without('PutAlternateContact') });
  const { rules, notImplemented } = await runAgainst(target, CONTACTS);
  expect(notImplemented).toEqual(['PutAlternateContact']);
  const others = rules.filter(
    ({ operations, id }) =>
      operations.includes('PutAlternateContact') && !id.startsWith('errors/implemented/'),
  );
  expect(others.length).toBeGreaterThan(5);
  for (const { outcome, reason } of others) {
    expect([outcome, reason]).toEqual(['blocked', 'not implemented by the target: PutAlternateContact']);
  }
  expect(rules.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id)).toEqual([
    'errors/implemented/PutAlternateContact',
  ]);
});

test('with bail, nothing runs after the first failure', async () => {
  const fails = rule('wire/b', {
    check: async ({ caller }) => void (await caller.expect('ListRegions', {}).toBeRefused()),
  });
  const { rules } = await runAgainst(
    await embedded(),
    {},
    {
      ...withRules(rule('wire/a'), fails, rule('wire/c')),
      bail: true,
      workers: 1,
    },
  );
  expect(outcomesOf(rules)).toMatchObject({ 'wire/a': 'pass', 'wire/b': 'fail', 'wire/c': 'blocked' });
  expect(rules.find(({ id }) => id === 'wire/c')?.reason).toContain('--bail');
});

test('a target that is not there costs one request, and blocks all rules with the reason', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const outcome = await runAgainst(loneTarget(new URL(`http://127.0.0.1:${port}`)), CONTACTS);
  expect(outcome.unreachable).toContain('refused');
  expect(outcome.requests).toBe(1);
  const ran = outcome.rules.filter(({ outcome: one }) => one !== 'blocked' && one !== 'skipped');
  expect(ran).toEqual([]);
  expect(outcome.rules.find(({ id }) => id === 'contacts/delete-twice')?.reason).toContain('does not answer');
});

test('a target whose connection breaks at the first request is there', async () => {
  let requests = 0;
  const server = await loopbackServer((_request, _body, response) => {
    requests += 1;
    if (requests === 1) return void response.socket?.resetAndDestroy();
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"Regions":[]}');
  });
  onTestFinished(() => server.close());
  const outcome = await runAgainst(loneTarget(server.url), {}, withRules(rule('wire/one')));
  expect(outcome).toMatchObject({ unreachable: null, requests });
  expect(outcomesOf(outcome.rules)).toMatchObject({ 'wire/one': 'pass' });
});

test('a target that goes away ends the run', async () => {
  let requests = 0;
  const server = await loopbackServer((_request, _body, response) => {
    requests += 1;
    if (requests === 5) void server.close();
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"Regions":[]}');
  });
  onTestFinished(() => server.close());
  const rules = Array.from({ length: 40 }, (_, at) => rule(`wire/rule-${at}`));
  const outcome = await runAgainst(loneTarget(server.url), {}, { ...withRules(...rules), workers: 1 });
  // The survey is the second request and the third; rules begin with the fourth.
  const lost = 'the connection was lost while wire/rule-1 ran';
  expect(outcome.unreachable).toBe(lost);
  const inError = outcome.rules.filter(({ outcome: one }) => one === 'error');
  expect(inError.length).toBeGreaterThan(0);
  expect(inError.length).toBeLessThan(10);
  expect(outcome.rules.filter(({ reason }) => reason === lost).length).toBeGreaterThan(20);
});

describe('where the connection is lost, the rules are named that were under way then:', () => {
  /** A target that answers while it is there, and a rule that asks it once. */
  function mortal() {
    const target = { gone: false };
    const client: WireClient = {
      async send(request) {
        await turn();
        const { operation } = request;
        const headers = { 'content-type': 'application/json' };
        return target.gone
          ? craftExchange({ request, operation, fault: { kind: 'refused', message: 'gone' } })
          : craftExchange({ request, operation, headers, body: { Regions: [] } });
      },
      close: async () => {},
    };
    return { target, client };
  }
  type Ask = () => Promise<unknown>;

  /** Runs the rules a, b, c …; what is given replaces that a rule asks once. */
  async function lostIn(
    workers: number,
    steps: (target: { gone: boolean }) => Record<string, (ask: Ask) => Promise<unknown>>,
  ) {
    const { target, client } = mortal();
    const given = steps(target);
    // Three of them can run at once.
    const apart = ['ListRegions', 'GetContactInformation', 'GetAlternateContact'];
    const rules = Array.from('abcdefghijkl', (name, at) =>
      rule(`wire/${name}`, {
        operations: apart.slice(at % 3, (at % 3) + 1),
        async check({ caller }) {
          const ask = () => caller.expect('ListRegions', {}).toSucceed();
          await (given[name] ?? ask)(ask);
        },
      }),
    );
    const changes = { ...withRules(...rules), client, workers };
    return (await runAgainst(loneTarget(new URL('http://127.0.0.1:9')), {}, changes)).unreachable;
  }
  const endsWith = (target: { gone: boolean }) => (ask: Ask) => {
    target.gone = true;
    return ask();
  };

  test('one', async () => {
    expect(await lostIn(1, (target) => ({ c: endsWith(target) }))).toBe(
      'the connection was lost while wire/c ran',
    );
  });

  test('several, also one that had all its answers', async () => {
    let ended = () => {};
    const end = new Promise<void>((resolve) => (ended = resolve));
    const later = async () => {
      for (let waited = 0; waited < 5; waited += 1) await turn();
    };
    const lost = await lostIn(3, (target) => ({
      a: async (ask) => {
        await ask();
        await end;
      },
      b: async (ask) => {
        await later();
        await endsWith(target)(ask);
      },
      c: async (ask) => {
        await later();
        await ask();
      },
      // They wait until the first is through.
      e: async (ask) => {
        ended();
        await later();
        await ask();
      },
      f: async (ask) => {
        await end;
        await later();
        await ask();
      },
    }));
    expect(lost).toBe('the connection was lost while wire/a, wire/b, and wire/c ran');
  });

  test('none from before the target was there again', async () => {
    const lost = await lostIn(1, (target) => ({
      b: endsWith(target),
      d: (ask) => {
        target.gone = false;
        return ask();
      },
      f: endsWith(target),
    }));
    expect(lost).toBe('the connection was lost while wire/f ran');
  });
});

test('a run that is interrupted puts back what it changed', async () => {
  const target = await embedded();
  const before = await worldState(target);
  const controller = new AbortController();
  let changed: unknown;
  const changing = rule('contacts/changing', {
    operations: ['PutAlternateContact', 'EnableRegion'],
    async check({ caller }) {
      await caller.expect('EnableRegion', { RegionName: 'af-south-1' }).toSucceed();
      const contact = {
        Name: 'New',
        Title: 'New',
        EmailAddress: 'a@example.com',
        PhoneNumber: '+12065550100',
      };
      await caller.expect('PutAlternateContact', { ...contact, AlternateContactType: 'BILLING' }).toSucceed();
      changed = await worldState(target);
      controller.abort(new Error('interrupted'));
      await caller
        .expect('PutAlternateContact', { ...contact, AlternateContactType: 'SECURITY' })
        .toSucceed();
    },
  });
  const outcome = await runAgainst(
    target,
    {},
    {
      ...withRules(changing, rule('wire/later')),
      signal: controller.signal,
      workers: 1,
    },
  );
  expect(outcome).toMatchObject({ interrupted: true, notRestored: [] });
  expect(outcomesOf(outcome.rules)).toMatchObject({
    'contacts/changing': 'blocked',
    'wire/later': 'blocked',
  });
  expect(changed).not.toEqual(before);
  expect(await worldState(target)).toEqual(before);
});

test('what cannot be put back is in the outcome', async () => {
  const target = await embedded({ compose: without('DisableRegion') });
  const changing = rule('contacts/changing', {
    operations: ['EnableRegion'],
    check: async ({ caller }) =>
      void (await caller.expect('EnableRegion', { RegionName: 'af-south-1' }).toSucceed()),
  });
  const { notRestored } = await runAgainst(target, {}, withRules(changing));
  expect(notRestored).toEqual([expect.stringContaining('af-south-1')]);
});

describe('a rule is skipped', () => {
  const reasonOf = async (tested: Rule, target: Target, changes: Partial<RunnerOptions> = {}) => {
    const { rules } = await runAgainst(target, {}, { ...withRules(tested), ...changes });
    const found = rules.find(({ id }) => id === tested.id);
    expect(found).toMatchObject({ outcome: 'skipped', requests: 0 });
    return found?.reason;
  };

  test.each([
    ['write', 'read', 'PutAlternateContact'],
    ['regions', 'write', 'EnableRegion'],
  ] as const)('where it needs tier %s and the run has tier %s', async (needed, tier, operation) => {
    const reason = await reasonOf(rule('wire/tier', { operations: [operation] }), await embedded(), { tier });
    expect(reason).toBe(`needs tier ${needed}, but the run has tier ${tier}`);
  });

  test('when the target is configured without its capability', async () => {
    expect(await reasonOf(rule('wire/quota', { capability: 'quotas' }), await embedded())).toContain(
      'quotas',
    );
  });

  test('when the target is configured without its operations', async () => {
    const target = { ...(await embedded()), operations: ['GetAlternateContact'] };
    expect(await reasonOf(rule('wire/claim'), target)).toBe('the target is configured without ListRegions');
  });
});

test('a rule without its roles is blocked, and says what to configure', async () => {
  const target = await embedded();
  const [defaultCaller] = target.identities;
  const { rules } = await runAgainst(
    { ...target, identities: defaultCaller ? [defaultCaller] : [] },
    {},
    {
      ...withRules(rule('wire/roles', { needs: ['management'] })),
    },
  );
  expect(rules.find(({ id }) => id === 'wire/roles')).toMatchObject({
    outcome: 'blocked',
    reason: expect.stringContaining('management'),
  });
});

test('the order and the number of workers change no outcome', async () => {
  const selection = { rules: ['contacts/*', 'validation/DeleteAlternateContact/*'] };
  const byId = await runAgainst(await embedded(), selection, { order: 'id', workers: 1 });
  const bySeed = await runAgainst(await embedded(), selection, { order: 'seed', workers: 4 });
  expect(outcomesOf(bySeed.rules)).toEqual(outcomesOf(byId.rules));
  expect(byId.rules.length).toBeGreaterThan(20);
});

/** The rule with everything that it sends written down, the restoring aside. */
function recorded(tested: Rule, bodies: string[]): Rule {
  return {
    ...tested,
    check(context) {
      const { session } = context;
      const send = session.send.bind(session);
      session.send = (request, ...rest) => {
        const { operation, identity, body } = request;
        bodies.push(`${operation} as ${identity?.name}: ${new TextDecoder().decode(body)}`);
        return send(request, ...rest);
      };
      return tested.check(context);
    },
  };
}

test('a rule that runs alone sends the very same requests as in the whole run', async () => {
  const selection = { rules: ['contacts/*', 'errors/*', 'validation/GetAlternateContact/*'] };
  const { rules } = selectRules(contract, { ...EVERYTHING, ...selection });
  const sent = async (some: readonly Rule[], changes: Partial<RunnerOptions>) => {
    const byRule = new Map(some.map(({ id }) => [id, [] as string[]]));
    const watched = some.map((one) => recorded(one, byRule.get(one.id) ?? []));
    await runAgainst(await embedded(), {}, { ...withRules(...watched), seed: 7, ...changes });
    return byRule;
  };
  const whole = await sent(rules, { order: 'seed', workers: 4 });
  const ordinary = rules.filter(({ id }) => !id.startsWith('errors/implemented/'));
  expect(ordinary.length).toBeGreaterThan(20);
  for (const one of ordinary.filter((_, at) => at % 4 === 0)) {
    const alone = await sent([one], { order: 'id', workers: 1 });
    expect(alone.get(one.id)?.length, one.id).toBeGreaterThan(0);
    expect(alone.get(one.id), one.id).toEqual(whole.get(one.id));
  }
});
