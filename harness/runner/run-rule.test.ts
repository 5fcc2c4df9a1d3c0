import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FindingWriter } from '../finding.ts';
import type { RuleContext } from '../context.ts';
import type { Rule } from '../rule.ts';
import { runRule, type RuleRun } from './run-rule.ts';
import { EndOfRun } from './end-of-run.ts';
import { FailedPreconditions } from './failed-preconditions.ts';
import { deriveSeed } from '../seed.ts';
import { precondition } from '../subject.ts';
import { loneTarget, plainRecord } from '../testing/run-against.ts';
import { bareRequest, testSession, type Crafted } from '../testing/test-session.ts';
import { Blocked, HarnessFault, NotApplicable, Refutation } from '../errors.ts';

const rule = (check: Rule['check'], changes: Partial<Rule> = {}): Rule => ({
  id: 'wire/test',
  level: 'must',
  since: '0.1.0',
  statement: 'It holds.',
  source: 'test',
  operations: [],
  check,
  ...changes,
});

async function run(
  tested: Rule,
  changes: Partial<RuleRun> = {},
  respond: (index: number) => Crafted = () => ({}),
  retries = 0,
) {
  const lone = loneTarget(new URL('http://127.0.0.1:9'));
  const target = { ...lone, timing: { ...lone.timing, retries } };
  const { environment, restorer } = testSession({ respond: (_request, index) => respond(index), target });
  let connectionsFailed = 0;
  const findings = new FindingWriter(environment.target, 1, plainRecord);
  const preconditions = new FailedPreconditions(environment.contract, environment.target, findings);
  const result = await runRule(tested, {
    environment,
    restorer,
    findings,
    preconditions,
    seed: 1,
    signal: new AbortController().signal,
    over: new EndOfRun({ target, trouble: environment.trouble, endsAt: null, durationMs: 0 }),
    deadlineMs: 30_000,
    connectionFailed: () => (connectionsFailed += 1),
    notRestored: () => {},
    ...changes,
  });
  return { result, connectionsFailed, others: preconditions.addTo([]) };
}

const send = ({ session }: RuleContext) => session.send(bareRequest('x'), { kind: 'anything' });
const refute = async (context: RuleContext) => {
  await send(context);
  throw new Refutation('less', 'more', '400 Form');
};

test('a rule that holds passes, with its seed and what it observed', async () => {
  const { result } = await run(
    rule(async (context) => {
      await send(context);
      context.observe('one');
      context.observe('two');
    }),
  );
  expect(result).toMatchObject({ outcome: 'pass', reason: 'one; two', requests: 1 });
  expect(result.seed).toBe(deriveSeed(1, 'wire/test'));
  expect(result).not.toHaveProperty('findings');
});

test('a contested rule that holds is observed', async () => {
  const { result } = await run(rule(async (context) => void (await send(context)), { level: 'contested' }));
  expect(result.outcome).toBe('observed');
});

test.each([
  ['must', 'fail'],
  ['should', 'warn'],
] as const)('a refuted %s is a %s with its finding, and ran twice', async (level, outcome) => {
  const { result } = await run(rule(refute, { level }));
  expect(result).toMatchObject({
    outcome,
    requests: 2,
    findings: [{ rule: 'wire/test', level, expected: 'less', actual: 'more', count: 1, calls: [{}] }],
  });
  expect(result).not.toHaveProperty('secondRun');
});

test('a refuted contested rule is observed, and no finding', async () => {
  const { result } = await run(rule(refute, { level: 'contested' }));
  expect(result).toMatchObject({ outcome: 'observed', reason: 'seen: more', requests: 1 });
  expect(result).not.toHaveProperty('findings');
});

test('a rule that fails and then passes is flaky, with both runs', async () => {
  const seeds: number[] = [];
  const { result } = await run(
    rule(async (context) => {
      seeds.push(context.seed);
      await (seeds.length === 1 ? refute(context) : send(context));
    }),
  );
  expect(result).toMatchObject({
    outcome: 'flaky',
    requests: 2,
    findings: [{ actual: 'more' }],
    secondRun: { outcome: 'pass', requests: 1 },
  });
  expect(new Set(seeds).size).toBe(1);
});

test('where a rule fails twice, what is found only the first time is flaky and stands last', async () => {
  let runs = 0;
  const { result } = await run(
    rule(async (context) => {
      runs += 1;
      const variants = ['one', 'two'].map((label) => ({ label, arbitrary: fc.constant(label) }));
      await context.forEach(variants, async (label) => {
        await send(context);
        if (label === 'two') await refute(context);
        if (runs === 1) throw new Refutation('less', 'other', '404 Other');
      });
    }),
  );
  expect(result.outcome).toBe('fail');
  expect(result.findings?.map(({ answer, flaky }) => [answer, flaky])).toEqual([
    ['400 Form', undefined],
    ['404 Other', true],
  ]);
});

test('the second run makes nothing smaller', async () => {
  const requests: number[] = [];
  const { result } = await run(
    rule(async (context) => {
      const { session } = context;
      await context
        .forAny(fc.integer(), async () => refute(context))
        .finally(() => requests.push(session.requests));
    }),
  );
  expect(result.findings?.[0]?.shrinks).toBeGreaterThan(0);
  expect(requests[1]).toBeLessThan(requests[0] ?? 0);
});

test.each([
  ['skipped', new NotApplicable('not here'), 'not here'],
  ['blocked', new Blocked('missing'), 'missing'],
  ['error', new HarnessFault('lost'), 'lost'],
  ['error', new RangeError('ours'), expect.stringContaining('RangeError: ours')],
] as const)('is %s where it throws %s', async (outcome, thrown, reason) => {
  const { result } = await run(
    rule(async (context) => {
      await send(context);
      throw thrown;
    }),
  );
  expect(result).toMatchObject({ outcome, reason, requests: 1 });
  expect(result).not.toHaveProperty('findings');
});

test('a rule has ended when its last request is answered', async () => {
  const { result } = await run(
    rule(async (context) => {
      void send(context);
      throw new Blocked('missing');
    }),
  );
  expect(result).toMatchObject({ outcome: 'blocked', requests: 1 });
});

test('a rule that sends nothing is in error', async () => {
  const { result } = await run(rule(async () => {}));
  expect(result).toMatchObject({ outcome: 'error', reason: expect.stringContaining('sent no request') });
});

describe('a rule that does not end in time', () => {
  const forEver = async (context: RuleContext) => {
    for (;;) await send(context);
  };

  test('has not passed', async () => {
    const { result } = await run(rule(forEver), { deadlineMs: 20 });
    expect(result).toMatchObject({ outcome: 'error', reason: expect.stringContaining('has not passed') });
  });

  test('in a property neither', async () => {
    const { result } = await run(
      rule(async (context) => {
        await context.forAny(fc.nat(), () => forEver(context));
      }),
      { deadlineMs: 20 },
    );
    expect(result).toMatchObject({ outcome: 'error', reason: expect.stringContaining('has not passed') });
  });

  test('but was refuted before fails: only its shrinking was cut short', async () => {
    const { result } = await run(
      rule(async (context) => {
        let refuted = false;
        await context.forAny(fc.integer({ min: 1000, max: 2000 }), async () => {
          if (refuted) return forEver(context);
          refuted = true;
          await refute(context);
        });
      }),
      { deadlineMs: 20 },
    );
    expect(result).toMatchObject({
      outcome: 'fail',
      findings: [{ actual: 'more', shrinks: 0, shrinkNote: 'shrinking ended with the time of the rule' }],
    });
  });

  test('because the run ends is blocked', async () => {
    const controller = new AbortController();
    const { result, connectionsFailed } = await run(
      rule(async (context) => {
        for (let sent = 0; ; sent += 1) {
          await send(context);
          if (sent === 3) controller.abort();
        }
      }),
      { signal: controller.signal },
    );
    expect(result).toMatchObject({ outcome: 'blocked', reason: 'the run was interrupted', requests: 4 });
    expect(connectionsFailed).toBe(0);
  });
});

test('a lost connection is an error of the harness', async () => {
  const fault = { kind: 'refused', message: 'nothing listens' } as const;
  const { result } = await run(
    rule(async (context) => void (await send(context))),
    {},
    () => ({ fault }),
  );
  expect(result).toMatchObject({ outcome: 'error', reason: 'refused: nothing listens' });
});

describe('where a connection breaks, and holds when the request is sent again, a rule', () => {
  const reset: Crafted = { fault: { kind: 'reset', message: 'gone' } };
  const breaksAt =
    (...at: number[]) =>
    (index: number): Crafted =>
      at.includes(index) ? reset : {};
  const asks = rule(async (context) => {
    await send(context);
    context.observe('seen');
  });
  const BROKEN = 'reset: gone; sent again, it was answered';

  test('is in error, though the target is there', async () => {
    const { result, connectionsFailed } = await run(asks, {}, breaksAt(0));
    expect(result).toMatchObject({ outcome: 'error', reason: BROKEN, requests: 2 });
    expect(connectionsFailed).toBe(0);
  });

  test('runs again as often as a request is sent again, and says so', async () => {
    const { result } = await run(asks, {}, breaksAt(0, 2), 2);
    expect(result).toMatchObject({ outcome: 'pass', reason: `seen; run again: ${BROKEN}`, requests: 5 });
    expect(Object.keys(result)).not.toContain('brokenBy');
  });

  test('is in error where it breaks in each of its runs', async () => {
    const { result } = await run(asks, {}, breaksAt(0, 2, 4), 2);
    expect(result).toMatchObject({
      outcome: 'error',
      reason: `${BROKEN}; run again: ${BROKEN}`,
      requests: 6,
    });
  });

  test('that was refuted before fails: only its shrinking was cut short', async () => {
    const { result } = await run(
      rule(async (context) => {
        await context.forAny(fc.integer({ min: 1000, max: 2000 }), () => refute(context));
      }),
      {},
      breaksAt(1),
    );
    expect(result).toMatchObject({
      outcome: 'fail',
      findings: [{ actual: 'more', shrinks: 0, shrinkNote: `shrinking ended: ${BROKEN}` }],
    });
  });
});

describe('a precondition that fails', () => {
  const resting = rule(async ({ caller }) => {
    await precondition(() => caller.expect('ListRegions', {}).toSucceed());
  });
  const denied: Crafted = { status: 403, body: { __type: 'AccessDeniedException', message: 'no' } };
  const id = 'errors/valid-request/ListRegions 403 AccessDeniedException';

  test('blocks the rule by a finding of the rule about valid requests', async () => {
    const { result, others } = await run(resting, {}, () => denied);
    expect(result).toMatchObject({ outcome: 'blocked', blockedBy: [id] });
    expect(others).toMatchObject([
      { id: 'errors/valid-request/ListRegions', outcome: 'fail', findings: [{ id, level: 'must' }] },
    ]);
    expect(others[0]?.findings?.[0]?.calls).toHaveLength(1);
  });

  test('is none where it holds when the rule runs again', async () => {
    const { result, others } = await run(resting, {}, (index) => (index === 0 ? denied : { body: '{}' }));
    expect(result).toMatchObject({ outcome: 'pass', requests: 2 });
    expect(others).toEqual([]);
  });

  test('is none where requests only come too fast', async () => {
    const fast: Crafted = { status: 429, body: { __type: 'TooManyRequestsException', message: 'no' } };
    const { result, others } = await run(resting, {}, () => fast);
    expect(result.outcome).toBe('blocked');
    expect(result.blockedBy).toBeUndefined();
    expect(others).toEqual([]);
  });
});
