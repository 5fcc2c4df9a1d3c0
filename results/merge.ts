import { OUTCOMES } from './outcomes.ts';
import {
  LATENCY_BOUNDS_MS,
  MOST_FINDINGS,
  type LatencyHistogram,
  type RecordedDeviation,
  type RecordedTrouble,
  type RegionHistory,
  type RuleResult,
  type RunResult,
} from './record.ts';
import { UNREACHABLE, verdictOf } from './verdict.ts';

/** Results that do not belong together; the message says which and why. */
class MergeError extends Error {
  override readonly name = 'MergeError';
}

/**
 * One result from the shards of one run: rules united and sorted by id, counts and verdict made anew.
 * @throws {MergeError} for shards of different runs, a rule that two shards ran, or a missing shard.
 */
export function mergeResults(results: readonly RunResult[]): RunResult {
  const [first] = results;
  if (!first) throw new MergeError('there is nothing to merge');
  for (const other of results) refuseAnotherRun(first, other);
  refuseMissingShards(results);
  const rules = uniteRules(results);
  const starts = results.map(({ startedAt }) => Date.parse(startedAt));
  const ends = results.map(({ durationMs }, index) => (starts[index] ?? 0) + durationMs);
  const started = Math.min(...starts);
  const unreachable = results.find(
    (one) => one.summary.includes(UNREACHABLE) && one.verdict === 'error',
  )?.summary;
  const notImplemented = unique(results.flatMap((one) => one.notImplemented));
  const notRestored = unique(results.flatMap((one) => one.notRestored));
  const trouble = uniteTrouble(results);
  const resent = addCounts(results.map((one) => one.resent ?? {}));
  return {
    ...first,
    target: {
      ...first.target,
      identities: [
        ...new Map(results.flatMap((one) => one.target.identities.map((who) => [who.name, who]))).values(),
      ],
    },
    selection: { ...first.selection, shard: null },
    startedAt: new Date(started).toISOString(),
    durationMs: Math.max(...ends) - started,
    ...(results.some(({ latency }) => latency) ? { latency: addLatencies(results) } : {}),
    ...(results.some(({ regions }) => regions) ? { regions: uniteRegions(results, started) } : {}),
    requests: results.reduce((sum, { requests }) => sum + requests, 0),
    ...(results.some((one) => one.resent) ? { resent } : {}),
    notImplemented,
    notRestored,
    ...(results.some((one) => one.deviations) ? { deviations: uniteDeviations(results) } : {}),
    ...(trouble.length > 0 ? { trouble } : {}),
    rules,
    ...verdictOf(rules, {
      strict: first.strict,
      requireComplete: first.requireComplete,
      interrupted: results.some(({ verdict }) => verdict === 'interrupted'),
      unreachable:
        unreachable?.slice(unreachable.indexOf(UNREACHABLE) + UNREACHABLE.length).replace(/\.$/, '') ?? null,
      notImplemented,
      notRestored,
      resent,
      trouble,
    }),
  };
}

/** One history of each region of each account, in the time of the first shard. */
function uniteRegions(results: readonly RunResult[], started: number): RegionHistory[] {
  const all = results.flatMap(({ regions = [], startedAt }) => {
    const laterMs = Date.parse(startedAt) - started;
    return regions.map((one) => ({
      ...one,
      seen: one.seen.map((entry) => laterBy(laterMs, entry)),
      requests: one.requests.map((entry) => laterBy(laterMs, entry)),
    }));
  });
  const byRegion = Map.groupBy(all, ({ account, region }) => `${account} ${region}`);
  return [...byRegion.values()].flatMap(([first, ...others]) =>
    first ? [others.reduce(inOneHistory, first)] : [],
  );
}

type Spanned = Pick<RegionHistory['seen'][number], 'fromMs' | 'toMs'>;

function laterBy<T extends Spanned>(laterMs: number, entry: T): T {
  return { ...entry, fromMs: entry.fromMs + laterMs, toMs: entry.toMs + laterMs };
}

function inOneHistory(one: RegionHistory, other: RegionHistory): RegionHistory {
  const inOrder = <T extends Spanned>(entries: readonly T[]): T[] =>
    entries.toSorted((first, second) => first.fromMs - second.fromMs);
  return {
    ...one,
    seen: inRows(inOrder([...one.seen, ...other.seen])),
    requests: inOrder([...one.requests, ...other.requests]),
    left: one.left + other.left,
  };
}

/** One entry for as many in a row as have the same status. */
function inRows(entries: RegionHistory['seen']): RegionHistory['seen'] {
  const rows: RegionHistory['seen'] = [];
  for (const entry of entries) {
    const last = rows.at(-1);
    if (last?.status === entry.status) {
      last.toMs = Math.max(last.toMs, entry.toMs);
      last.answers += entry.answers;
    } else rows.push({ ...entry });
  }
  return rows;
}

/** What the shards of one run have in common. */
const COMMON: Readonly<Record<string, (result: RunResult) => unknown>> = {
  'schema version': ({ schemaVersion }) => schemaVersion,
  tool: ({ tool }) => `${tool.name} ${tool.version}`,
  edition: ({ edition }) => edition,
  target: ({ target }) => targetText(target),
  seed: ({ seed }) => seed,
  runs: ({ runs }) => runs,
  strictness: ({ strict = false }) => strict,
  completeness: ({ requireComplete = false }) => requireComplete,
  selection: ({ selection: { suites, rules, operations, exclude = [] } }) =>
    JSON.stringify([suites, rules, operations, exclude]),
};

/** On loopback each shard may have served the target itself, at whatever port was free. */
function targetText({ name, endpoint }: RunResult['target']): string {
  const { hostname, host } = new URL(endpoint);
  if (!/^(?:127(?:\.\d+){3}|localhost|\[::1\])$/.test(hostname)) return `${name} ${endpoint}`;
  return name === host ? 'a service on loopback' : `${name} on loopback`;
}

function refuseAnotherRun(first: RunResult, other: RunResult): void {
  for (const [what, read] of Object.entries(COMMON)) {
    if (read(first) === read(other)) continue;
    throw new MergeError(
      `results of different runs: ${what} is ${String(read(first))} and ${String(read(other))}`,
    );
  }
}

function refuseMissingShards(results: readonly RunResult[]): void {
  const shards = results.map(({ selection }) => selection.shard);
  const [total = '1'] = unique(shards.map((shard) => shard?.split('/')[1] ?? '1'));
  const missing = Array.from({ length: Number(total) }, (_, index) => `${index + 1}/${total}`).filter(
    (shard) => Number(total) > 1 && !shards.includes(shard),
  );
  const odd = shards.find((shard) => shard !== null && shard.split('/')[1] !== total);
  if (odd) throw new MergeError(`results of different runs: shard ${odd} beside shards of ${total}`);
  if (missing.length > 0) throw new MergeError(`shard ${missing.join(', ')} is missing`);
}

function uniteRules(results: readonly RunResult[]): RuleResult[] {
  const groups = Map.groupBy(
    results.flatMap((one) => one.rules),
    ({ id }) => id,
  );
  const referred = new Set(
    results.flatMap(({ rules, deviations = [] }) => [
      ...rules.flatMap(({ blockedBy = [] }) => blockedBy),
      ...deviations.flatMap(({ ownedBy }) => ownedBy),
    ]),
  );
  const united = [...groups].map(([id, all]) => {
    // What one shard leaves out may be told by another, where others rest on it.
    const judged = all.filter(({ excluded }) => !excluded);
    const group = judged.length > 0 ? judged : all;
    const [one] = group;
    if (one && group.length === 1) return one;
    if (group.every(({ invariant }) => invariant) || isReferredTo(group, referred)) return unite(group);
    if (one && group.every((rule) => isAboutMissing(rule, results))) return worstOf(group);
    throw new MergeError(`rule ${id} is in ${group.length} of the results; shards do not overlap`);
  });
  return united.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

/** A rule whose findings are told wherever others rest on them, in several shards. */
function isReferredTo(group: readonly RuleResult[], referred: ReadonlySet<string>): boolean {
  return group.some(({ findings = [] }) => findings.some(({ id }) => referred.has(id)));
}

/** Every shard says that an operation is missing, since that is why its rules did not run. */
function isAboutMissing({ operations, outcome }: RuleResult, results: readonly RunResult[]): boolean {
  const [operation, ...others] = operations;
  if (operation === undefined || others.length > 0 || !OUTCOMES[outcome].answered) return false;
  return results.some(({ notImplemented }) => notImplemented.includes(operation));
}

/** The result that asks for action most; the first of several. */
function worstOf(group: readonly RuleResult[]): RuleResult {
  const [worst] = group.toSorted((one, other) => OUTCOMES[one.outcome].rank - OUTCOMES[other.outcome].rank);
  if (!worst) throw new MergeError('a rule without results');
  return worst;
}

/** One result of a rule that several shards tell: the worst, with the findings of all. */
function unite(group: readonly RuleResult[]): RuleResult {
  const [worst = group[0]] = group
    .filter(({ outcome }) => OUTCOMES[outcome].answered)
    .toSorted((one, other) => OUTCOMES[one.outcome].rank - OUTCOMES[other.outcome].rank);
  if (!worst) throw new MergeError('a rule without results');
  const sum = (read: (rule: RuleResult) => number) => group.reduce((total, rule) => total + read(rule), 0);
  return {
    ...worst,
    durationMs: sum(({ durationMs }) => durationMs),
    requests: sum(({ requests }) => requests),
    ...uniteFindings([worst, ...group.filter((rule) => rule !== worst)]),
  };
}

/** Those of one id are one, with the sum of their counts. */
function uniteFindings(group: readonly RuleResult[]): Pick<RuleResult, 'findings' | 'moreFindings'> {
  const all = group.flatMap(({ findings = [] }) => findings);
  const united = [...Map.groupBy(all, ({ id }) => id).values()].flatMap(([first, ...others]) =>
    first ? { ...first, count: others.reduce((total, { count }) => total + count, first.count) } : [],
  );
  if (united.length === 0) return {};
  const left = group.reduce((total, { moreFindings = 0 }) => total + moreFindings, 0);
  const more = left + Math.max(0, united.length - MOST_FINDINGS);
  return { findings: united.slice(0, MOST_FINDINGS), ...(more > 0 ? { moreFindings: more } : {}) };
}

/** What several shards tolerated is one, with the findings of all that own it. */
function uniteDeviations(results: readonly RunResult[]): RecordedDeviation[] {
  const groups = Map.groupBy(
    results.flatMap(({ deviations = [] }) => deviations),
    ({ kind, operation, member, tolerated }) => JSON.stringify([kind, operation, member, tolerated]),
  );
  return [...groups.values()].flatMap(([first, ...others]) =>
    first ? { ...first, ownedBy: unique([first, ...others].flatMap(({ ownedBy }) => ownedBy)) } : [],
  );
}

/** What several shards met in the same words is one. */
function uniteTrouble(results: readonly RunResult[]): RecordedTrouble[] {
  const all = results.flatMap(({ trouble = [] }) => trouble);
  return [...new Map(all.map((one) => [`${one.kind} ${one.met}`, one])).values()];
}

function addLatencies(results: readonly RunResult[]): LatencyHistogram[] {
  const groups = Map.groupBy(
    results.flatMap(({ latency = [] }) => latency),
    ({ operation }) => operation,
  );
  return [...groups].map(([operation, group]) => ({
    operation,
    counts: Array.from({ length: LATENCY_BOUNDS_MS.length + 1 }, (_, index) =>
      group.reduce((sum, { counts }) => sum + (counts[index] ?? 0), 0),
    ),
  }));
}

function addCounts(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [name, count] of all.flatMap((counts) => Object.entries(counts)))
    sums[name] = (sums[name] ?? 0) + count;
  return sums;
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
