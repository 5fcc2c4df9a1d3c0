/**
 * The one record of a run, from which every report is made. Plain JSON; published as results/result.schema.json.
 * Imports nothing of ours, so that every room may use its types.
 */

export const SCHEMA_VERSION = 2;

export type JsonValue = null | boolean | number | string | JsonValue[] | { [member: string]: JsonValue };

/**
 * pass – holds; fail – a must is broken; warn – a should is broken; observed – contested, what was seen;
 * skipped – does not apply to this target; blocked – could not be run; flaky – failed, then passed;
 * error – harness or connection; known – a known failure; fixed – a known failure that passes.
 */
export type Outcome =
  'pass' | 'fail' | 'warn' | 'observed' | 'skipped' | 'blocked' | 'flaky' | 'error' | 'known' | 'fixed';

export type RuleLevel = 'must' | 'should' | 'contested';

/** Bytes as text where they are UTF-8, base64 otherwise; long ones are cut, `bytes` is the full length. */
export interface RecordedBody {
  text: string;
  encoding: 'utf8' | 'base64';
  bytes: number;
  truncated: boolean;
}

/** One request with its response, secrets removed. */
export interface RecordedExchange {
  operation: string | null;
  /** Name of the identity that signed; `null`: unsigned. */
  identity: string | null;
  request: { method: string; target: string; headers: [string, string][]; body: RecordedBody };
  response: { status: number; headers: [string, string][]; body: RecordedBody } | null;
  /** Why there is no response. */
  fault: { kind: string; message: string } | null;
  durationMs: number;
}

/** How a request is sent again: by operation and input, or as the bytes it had. */
export type ReplayRequest =
  | { kind: 'operation'; operation: string; input: JsonValue; provokes?: string[] }
  | {
      kind: 'wire';
      operation: string | null;
      method: string;
      target: string;
      headers: [string, string][];
      /** Base64. */
      body: string;
      /** What is wrong with the request on purpose. */
      provokes?: string[];
      /** How the request is signed; `null`: not at all. Its form belongs to the sender. */
      signing: JsonValue;
      transport: 'pooled' | 'raw';
    };

/** One refusal that will do; `null`: any name, any 4xx status. */
export type RefusedAnswer = { error: string | null; statuses: number[] | null };

/** What an answer must be, as data: `replay` judges with it, without the rule. */
export type AnswerExpectation =
  | {
      kind: 'success';
      output?: JsonValue;
      outputMatch?: 'equal' | 'contains';
      /** Members that must not be there, as paths with dots. */
      absent?: string[];
    }
  /** With one of these errors, each with its own statuses; `null`: any 4xx. */
  | { kind: 'refused'; answers: RefusedAnswer[] | null; reason?: string }
  | { kind: 'status'; statuses: number[] }
  | { kind: 'no-server-error' }
  | { kind: 'invariant'; rule: string }
  /** Same status, error name and body (volatile parts aside) as an earlier call of the list. */
  | {
      kind: 'same-answer';
      as: number;
      /** Also the body of a refusal, but for ids of accounts and requests. */
      whole?: boolean;
    }
  /** A page of a region list: of these regions with these statuses, none twice, all of them where no token follows. */
  | {
      kind: 'regions';
      statuses: Record<string, string>;
      limit: number | null;
      /** No token may follow. */
      last?: boolean;
      /** Others of these regions may be missing though no token follows. */
      part?: boolean;
      /** Regions that change meanwhile: with any status, or missing. */
      changing?: string[];
    }
  /** A success in which no member has its value of `old` where `now` has another: nothing was written in part. */
  | { kind: 'unmixed'; old: JsonValue; now: JsonValue }
  /** What the model of the service allows after the calls before it. */
  | { kind: 'model'; level: 'must' | 'should' }
  /** The calls of this group, sent at the same time, can be explained one after another by the model. */
  | { kind: 'linearizable'; level: 'must' | 'should' }
  /** One of several is enough. */
  | { kind: 'any-of'; of: AnswerExpectation[] }
  /** Nothing is expected of this call; it only prepares what follows. */
  | { kind: 'anything' };

/** One further form of an answer, which a service gives every time, and which all but the rules that own it let pass. */
export interface Tolerance {
  /** An entry of spec/deviations.yaml. */
  kind: string;
  /** Whose answers may have it. */
  operation: string;
  /** The member of the output, as a path with dots; `null`: it is about the answer as a whole. */
  member: string | null;
  /** Which form it is, where a kind has several: a status, what a body is, or which case. */
  form: string | null;
}

/** One call of a finding, in order. */
export interface ReplayCall {
  identity: string | null;
  request: ReplayRequest;
  expected: AnswerExpectation;
  /** Poll until `expected` holds, at most this long. */
  withinMs?: number;
  /** Sent at the same time as the calls of the same group. */
  group?: number;
  /** Further forms of the answer that are as good as the documented one: what the service does differently every time. */
  tolerated?: Tolerance[];
  /** What was answered, in one line. */
  actual: string;
}

/** One way in which a rule failed, as data. */
export interface Finding {
  rule: string;
  level: RuleLevel;
  statement: string;
  source: string;
  operation: string | null;
  /** Stable across seeds: the rule and the normalized answer; of an invariant with the operation between them. */
  id: string;
  /** The normalized answer; empty where a version that did not know it wrote the finding. */
  answer: string;
  message: string;
  expected: string;
  actual: string;
  /** The minimal generated value, where values were generated. */
  counterexample: JsonValue | null;
  /** What was changed in a near miss, in words. */
  variant: string | null;
  calls: ReplayCall[];
  exchanges: RecordedExchange[];
  /** How many exchanges broke an invariant; 1 for other findings. */
  count: number;
  /** The rule failed when it was run again, but not with this answer. */
  flaky?: true;
  /** It shows with a request that is sent only where hostile ones were asked for. */
  hostile?: true;
  seed: number;
  /** fast-check's path to the counterexample. */
  path: string | null;
  shrinks: number;
  /** Why shrinking was off or cut short. */
  shrinkNote: string | null;
  reproduce: { command: string; curl: string | null };
}

/** What a service does differently every time, and what all rules but its owners therefore accept besides. */
export interface RecordedDeviation {
  kind: string;
  operation: string;
  /** `null`: it concerns the whole answer. */
  member: string | null;
  /** The one further form that is accepted, in words. */
  tolerated: string;
  /** The id of the ruling that leaves it open; `null`: the contract does not. */
  ruling: string | null;
  /** Ids of the findings that judge it. */
  ownedBy: string[];
}

/** What was met that says nothing about the target. */
export interface RecordedTrouble {
  /** An entry of spec/trouble.yaml. */
  kind: string;
  /** In words. */
  met: string;
  /** What to do about it. */
  next: string;
}

/** Of one rule; the rest is counted. */
export const MOST_FINDINGS = 20;

export interface RuleResult {
  id: string;
  suite: string;
  level: RuleLevel;
  statement: string;
  source: string;
  operations: string[];
  outcome: Outcome;
  /** Why skipped, blocked, in error or known; what was observed. */
  reason?: string;
  durationMs: number;
  requests: number;
  seed: number;
  /** One for each normalized answer, the most telling first; at most {@link MOST_FINDINGS}. */
  findings?: Finding[];
  /** How many more there were. */
  moreFindings?: number;
  /** Ids of the findings that took away what the rule rests on. */
  blockedBy?: string[];
  /** The kind of trouble that blocked it, of those that the run tells. */
  trouble?: string;
  /** An invariant is held against every exchange, so every shard has a result of it; `merge` makes them one. */
  invariant?: boolean;
  /** It was left out on request: skipped, and neither gone nor fixed. */
  excluded?: true;
  /** A flaky rule shows both runs: the findings of the first, and this of the second. */
  secondRun?: { outcome: Outcome; durationMs: number; requests: number };
}

export type Verdict =
  'conforms' | 'does not conform' | 'nothing ran' | 'incomplete' | 'error' | 'interrupted';

/** Upper bounds in milliseconds of the classes in which latencies are counted; slower ones are in one more class. */
export const LATENCY_BOUNDS_MS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000] as const;

/** How long the answers of one operation took: how many in each class, so that shards add up. */
export interface LatencyHistogram {
  operation: string;
  /** One more than there are bounds. */
  counts: number[];
}

/**
 * What was seen of one region in one account. Times are milliseconds since the run began; an entry spans from the start
 * of a request to its answer, so that entries of requests at the same time overlap.
 */
export interface RegionHistory {
  /** The account's id, or the name of the identity where that is not known. */
  account: string;
  region: string;
  /** One entry for as many answers in a row as had this status. */
  seen: { status: string; fromMs: number; toMs: number; answers: number }[];
  /** Requests for a change that were not refused. */
  requests: { operation: string; fromMs: number; toMs: number }[];
  /** Entries that were too many to keep. */
  left: number;
}

export interface RunResult {
  schemaVersion: typeof SCHEMA_VERSION;
  tool: { name: string; version: string };
  edition: string;
  target: {
    name: string;
    endpoint: string;
    region: string;
    identities: { name: string; role: string; accountId: string | null }[];
    capabilities: Record<string, boolean | 'probe'>;
    values: 'any' | 'plausible';
  };
  seed: number;
  runs: number;
  workers: number;
  selection: {
    suites: string[];
    rules: string[];
    operations: string[];
    /** Suites, ids and patterns that were left out; absent: none. */
    exclude?: string[];
    shard: string | null;
  };
  /** Whether a broken should fails the run. */
  strict?: boolean;
  /** Whether a must that did not run fails the run. */
  requireComplete?: boolean;
  startedAt: string;
  durationMs: number;
  requests: number;
  /** How many of them were sent again, by what had come of them before, e.g. `status 503`, `reset`. */
  resent?: Record<string, number>;
  verdict: Verdict;
  /** The verdict in one sentence. */
  summary: string;
  exitCode: number;
  latency?: LatencyHistogram[];
  /** Each region of each account that was looked at. */
  regions?: RegionHistory[];
  /** Operations whose valid probe was answered with no error name of the contract. */
  notImplemented: string[];
  /** What could not be put back. */
  notRestored: string[];
  /** What the rules were judged in spite of. */
  deviations?: RecordedDeviation[];
  /** What said nothing about the target, and blocked rules. */
  trouble?: RecordedTrouble[];
  rules: RuleResult[];
}
