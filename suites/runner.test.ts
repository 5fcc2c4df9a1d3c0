import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { EmbeddedOptions } from '../cli/embedded.ts';
import { startEmbedded } from '../cli/embedded.ts';
import type { ServiceParts } from '../reference/service-parts.ts';
import { loadContract } from '../spec/load-contract.ts';
import type { Target } from '../targets/target.ts';
import type { Rule } from './rule.ts';
import type { RunnerOptions } from './runner.ts';
import type { Selection } from './select.ts';
import { selectRules } from './select.ts';
import { loopbackServer } from './testing/loopback-server.ts';
import { loneTarget, runAgainst } from './testing/run-against.ts';
import { worldState } from './testing/world-state.ts';

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
  expect(outcome.requests).toBe(3);
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
      lanes: 1,
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
  expect(outcome.rules.find(({ id }) => id === 'contacts/delete-twice')?.reason).toContain('gives no answer');
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
    if (requests === 4) void server.close();
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"Regions":[]}');
  });
  onTestFinished(() => server.close());
  const rules = Array.from({ length: 40 }, (_, at) => rule(`wire/rule-${at}`));
  const outcome = await runAgainst(loneTarget(server.url), {}, { ...withRules(...rules), lanes: 1 });
  expect(outcome.unreachable).toBe('the connection was lost');
  const inError = outcome.rules.filter(({ outcome: one }) => one === 'error');
  expect(inError.length).toBeGreaterThan(0);
  expect(inError.length).toBeLessThan(10);
  expect(outcome.rules.filter(({ reason }) => reason === 'the connection was lost').length).toBeGreaterThan(
    20,
  );
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
      lanes: 1,
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
    expect(reason).toBe(`needs tier ${needed}, the run has tier ${tier}`);
  });

  test('where the profile says that the target lacks its capability', async () => {
    expect(await reasonOf(rule('wire/quota', { capability: 'quotas' }), await embedded())).toContain(
      'quotas',
    );
  });

  test('where the target does not claim its operations', async () => {
    const target = { ...(await embedded()), operations: ['GetAlternateContact'] };
    expect(await reasonOf(rule('wire/claim'), target)).toBe('the target does not claim ListRegions');
  });
});

test('a rule without its roles is blocked, and says what to configure', async () => {
  const target = await embedded();
  const [lead] = target.identities;
  const { rules } = await runAgainst(
    { ...target, identities: lead ? [lead] : [] },
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

test('the order and the lanes change no outcome', async () => {
  const selection = { rules: ['contacts/*', 'validation/DeleteAlternateContact/*'] };
  const byId = await runAgainst(await embedded(), selection, { order: 'id', lanes: 1 });
  const bySeed = await runAgainst(await embedded(), selection, { order: 'seed', lanes: 4 });
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
  const { rules } = selectRules(contract, { suites: [], operations: [], shard: null, ...selection });
  const sent = async (some: readonly Rule[], changes: Partial<RunnerOptions>) => {
    const byRule = new Map(some.map(({ id }) => [id, [] as string[]]));
    const watched = some.map((one) => recorded(one, byRule.get(one.id) ?? []));
    await runAgainst(await embedded(), {}, { ...withRules(...watched), seed: 7, ...changes });
    return byRule;
  };
  const whole = await sent(rules, { order: 'seed', lanes: 4 });
  const ordinary = rules.filter(({ id }) => !id.startsWith('errors/implemented/'));
  expect(ordinary.length).toBeGreaterThan(20);
  for (const one of ordinary.filter((_, at) => at % 4 === 0)) {
    const alone = await sent([one], { order: 'id', lanes: 1 });
    expect(alone.get(one.id)?.length, one.id).toBeGreaterThan(0);
    expect(alone.get(one.id), one.id).toEqual(whole.get(one.id));
  }
});
