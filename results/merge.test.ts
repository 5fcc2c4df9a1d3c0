import { expect, test } from 'vitest';
import { mergeResults } from './merge.ts';
import { LATENCY_BOUNDS_MS, type Finding, type Outcome, type RuleResult, type RunResult } from './record.ts';
import { sampleRegion } from './testing/sample-regions.ts';
import { sampleFinding, sampleResult, sampleRule, sampleRules } from './testing/sample-result.ts';
import { verdictOf } from './verdict.ts';

function shard(index: number, of: number, rules: RuleResult[], changes: Partial<RunResult> = {}): RunResult {
  const selection = { suites: [], rules: [], operations: [], shard: `${index}/${of}` };
  return sampleResult({ rules, selection, notImplemented: [], ...changes });
}

const broken = (outcome: Outcome, count: number) =>
  sampleRule('wire/invariant', {
    outcome,
    invariant: true,
    ...(count > 0 ? { findings: [sampleFinding('wire/invariant', { count })] } : {}),
  });

test('the shards of a run are the run, times aside', () => {
  const rules = sampleRules().toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const whole = sampleResult({ rules });
  const parts = [0, 1, 2].map((part) =>
    shard(
      part + 1,
      3,
      rules.filter((_, index) => index % 3 === part),
      part === 0 ? { notImplemented: whole.notImplemented } : {},
    ),
  );
  expect(mergeResults(parts)).toEqual(whole);
  expect(mergeResults(parts.toReversed())).toEqual(whole);
});

test('what one shard leaves out is told by the one that had to ask it', () => {
  const left = sampleRule('contacts/a', { outcome: 'skipped', excluded: true });
  const told = sampleRule('contacts/a', { outcome: 'fail' });
  expect(mergeResults([shard(1, 2, [left]), shard(2, 2, [told])]).rules).toEqual([told]);
  expect(mergeResults([shard(1, 2, [left]), shard(2, 2, [])]).rules).toEqual([left]);
  const other = shard(2, 2, [], {
    selection: { suites: [], rules: [], operations: [], exclude: ['wire'], shard: '2/2' },
  });
  expect(() => mergeResults([shard(1, 2, [left]), other])).toThrow(/different runs: selection/);
});

test('times span all shards', () => {
  const merged = mergeResults([
    shard(1, 2, [sampleRule('contacts/a')], { startedAt: '2026-05-04T10:00:05.000Z', durationMs: 1_000 }),
    shard(2, 2, [sampleRule('contacts/b')], { startedAt: '2026-05-04T10:00:00.000Z', durationMs: 2_000 }),
  ]);
  expect(merged).toMatchObject({ startedAt: '2026-05-04T10:00:00.000Z', durationMs: 6_000, requests: 6 });
});

test('latencies add up', () => {
  const counts = Array.from({ length: LATENCY_BOUNDS_MS.length + 1 }, (_, index) => index);
  const latency = [{ operation: 'ListRegions', counts }];
  const merged = mergeResults([shard(1, 2, [], { latency }), shard(2, 2, [], { latency })]);
  expect(merged.latency).toEqual([{ operation: 'ListRegions', counts: counts.map((count) => 2 * count) }]);
  expect(mergeResults([shard(1, 2, []), shard(2, 2, [])])).not.toHaveProperty('latency');
});

test('what the shards saw of one region is one history, in the time of the first', () => {
  const of = (statuses: string[], requests: Record<string, number>, region = 'af-south-1') =>
    sampleRegion(statuses, requests, { region });
  const later = { startedAt: '2026-05-04T10:00:00.300Z', durationMs: 1000 };
  const shards = [
    shard(1, 2, [], {
      regions: [of(['DISABLED', 'ENABLING'], { EnableRegion: 0 })],
      startedAt: '2026-05-04T10:00:00.000Z',
    }),
    shard(2, 2, [], {
      regions: [of(['ENABLING', 'ENABLED'], {}), of(['DISABLED'], {}, 'ap-east-1')],
      ...later,
    }),
  ];
  const [region, other, ...rest] = mergeResults(shards).regions ?? [];
  expect(region).toEqual({
    account: '111111111111',
    region: 'af-south-1',
    seen: [
      { status: 'DISABLED', fromMs: 0, toMs: 50, answers: 2 },
      { status: 'ENABLING', fromMs: 100, toMs: 350, answers: 4 },
      { status: 'ENABLED', fromMs: 400, toMs: 450, answers: 2 },
    ],
    requests: [{ operation: 'EnableRegion', fromMs: 60, toMs: 70 }],
    left: 0,
  });
  expect(other).toMatchObject({ region: 'ap-east-1', seen: [{ fromMs: 300 }] });
  expect(rest).toEqual([]);
});

test('an invariant is one result, broken where any shard broke it', () => {
  const merged = mergeResults([
    shard(1, 3, [broken('pass', 0)]),
    shard(2, 3, [broken('fail', 4)]),
    shard(3, 3, [broken('fail', 5)]),
  ]);
  expect(merged.rules).toHaveLength(1);
  expect(merged.rules[0]).toMatchObject({ outcome: 'fail', requests: 9, findings: [{ count: 9 }] });
  expect(merged.exitCode).toBe(1);
});

test('of an invariant each finding is kept, those of one id together', () => {
  const at = (answer: string, count: number) =>
    sampleFinding('wire/invariant', { id: `wire/invariant ${answer}`, answer, count });
  const having = (...findings: Finding[]) => ({ ...broken('fail', 0), findings });
  const merged = mergeResults([
    shard(1, 2, [{ ...having(at('404 HTML', 1), at('400 X', 2)), moreFindings: 2 }]),
    shard(2, 2, [having(at('400 X', 3), at('500 empty body', 4))]),
  ]);
  const [invariant] = merged.rules;
  expect(invariant?.findings?.map(({ answer, count }) => [answer, count])).toEqual([
    ['404 HTML', 1],
    ['400 X', 5],
    ['500 empty body', 4],
  ]);
  expect(invariant?.moreFindings).toBe(2);
});

test('a rule whose findings others are blocked by is one, though several shards tell it', () => {
  const at = (answer: string) =>
    sampleRule('errors/valid-request', {
      outcome: 'fail',
      findings: [sampleFinding('errors/valid-request', { id: `errors/valid-request ${answer}`, answer })],
    });
  const blocked = (id: string, ...blockedBy: string[]) => sampleRule(id, { outcome: 'blocked', blockedBy });
  const merged = mergeResults([
    shard(1, 2, [at('400 X'), blocked('contacts/a', 'errors/valid-request 400 X')]),
    shard(2, 2, [at('500 Y'), blocked('contacts/b', 'errors/valid-request 500 Y')]),
  ]);
  const [, , told] = merged.rules;
  expect(merged.rules).toHaveLength(3);
  expect(told?.findings?.map(({ answer }) => answer)).toEqual(['400 X', '500 Y']);
});

test('what several shards tolerated is one, with the findings of all that own it', () => {
  const tolerated = (...ownedBy: string[]) => ({
    deviations: [
      { kind: 'status', operation: 'X', member: null, tolerated: '204 or 200', ruling: null, ownedBy },
    ],
  });
  const merged = mergeResults([
    shard(1, 2, [], tolerated('a 1', 'b 2')),
    shard(2, 2, [], tolerated('b 2', 'c 3')),
  ]);
  expect(merged.deviations).toEqual(tolerated('a 1', 'b 2', 'c 3').deviations);
});

test('an invariant that no shard could hold against anything stays as it is', () => {
  const merged = mergeResults([shard(1, 2, [broken('skipped', 0)]), shard(2, 2, [broken('skipped', 0)])]);
  expect(merged.rules).toMatchObject([{ outcome: 'skipped' }]);
});

test.each<[string, Partial<RunResult>, number]>([
  ['interrupted', { verdict: 'interrupted', exitCode: 130 }, 130],
  ['left changed', { notRestored: ['BILLING'] }, 5],
  ['unreachable', verdictOf([], { unreachable: 'refused' }), 3],
  ['not implementing an operation', { notImplemented: ['ListRegions'] }, 1],
])('one shard that is %s decides', (_, changes, exitCode) => {
  const merged = mergeResults([shard(1, 2, [sampleRule('contacts/a')]), shard(2, 2, [], changes)]);
  expect(merged.exitCode).toBe(exitCode);
});

test('an unreachable shard is told as by the shard itself', () => {
  const unreachable = verdictOf([], { unreachable: 'refused' });
  const merged = mergeResults([shard(1, 2, [sampleRule('contacts/a')]), shard(2, 2, [], unreachable)]);
  expect(merged.summary).toBe(unreachable.summary);
});

test('that an operation is missing is one result, though every shard says it', () => {
  const missing = sampleRule('errors/implemented/ListRegions', {
    outcome: 'fail',
    operations: ['ListRegions'],
  });
  const changes = { notImplemented: ['ListRegions'] };
  const merged = mergeResults([shard(1, 2, [missing], changes), shard(2, 2, [missing], changes)]);
  expect(merged.rules).toEqual([missing]);
  const known = { ...missing, outcome: 'known' as const };
  expect(mergeResults([shard(1, 2, [known], changes), shard(2, 2, [missing], changes)]).rules).toEqual([
    missing,
  ]);
});

test('shards may each have served the target themselves, but not have asked different remote ones', () => {
  const at = (endpoint: string, name = 'embedded') => ({
    target: { ...sampleResult().target, name, endpoint },
  });
  const parts = (first: object, second: object) => () =>
    mergeResults([shard(1, 2, [], first), shard(2, 2, [], second)]);
  expect(parts(at('http://127.0.0.1:1/'), at('http://127.0.0.1:2/'))).not.toThrow();
  expect(
    parts(at('http://127.0.0.1:1/', '127.0.0.1:1'), at('http://localhost:2/', 'localhost:2')),
  ).not.toThrow();
  expect(parts(at('http://127.0.0.1:1/'), at('http://127.0.0.1:1/', 'moto'))).toThrow('target is');
  expect(parts(at('https://a.example/'), at('https://b.example/'))).toThrow('target is');
});

const one = shard(1, 2, [sampleRule('contacts/a')]);

test.each<[string, RunResult[], string]>([
  ['nothing', [], 'nothing to merge'],
  ['another edition', [one, shard(2, 2, [], { edition: 'current' })], 'edition is guide-2024 and current'],
  ['another seed', [one, shard(2, 2, [], { seed: 43 })], 'seed is 42 and 43'],
  ['a strict one', [one, shard(2, 2, [], { strict: true })], 'strictness is false and true'],
  ['a rule twice', [one, shard(2, 2, [sampleRule('contacts/a')])], 'rule contacts/a is in 2 of the results'],
  ['a missing shard', [one], 'shard 2/2 is missing'],
  ['another sharding', [one, shard(2, 2, []), shard(2, 3, [])], 'shard 2/3 beside shards of 2'],
])('%s is refused', (_, results, message) => {
  expect(() => mergeResults(results)).toThrow(message);
});
