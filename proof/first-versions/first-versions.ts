import type { FirstVersion, Divergence } from '../../mutants/first-versions/first-version.ts';
import { checksOfItsOwn } from '../../mutants/first-versions/checks-of-its-own.ts';
import { halfTheOperations } from '../../mutants/first-versions/half-the-operations.ts';
import { membersDropped } from '../../mutants/first-versions/members-dropped.ts';
import { putWithoutValidation } from '../../mutants/first-versions/put-without-validation.ts';
import { withoutContexts } from '../../mutants/first-versions/without-contexts.ts';
import { countNoun, formatDuration, cutText } from '../../results/text/wording.ts';
import type { RunnerOutcome } from '../../harness/runner/runner.ts';
import type { Finding, RecordedDeviation, RuleResult } from '../../results/record.ts';
import { fits } from '../../results/text/fits.ts';
import { findingsOf } from '../compounds/findings.ts';
import { judgeService, servedAs, SHORT_REGION_TIMEOUT } from '../judge-service.ts';
import type { MutantRun } from '../run-mutant.ts';
import type { Contract } from '../../spec/contract.ts';
import { connect } from '../../harness/connect.ts';
import { operationRequest } from '../../harness/contract-lookup.ts';
import type { Exchange } from '../../targets/transport/exchange.ts';
import type { Target } from '../../targets/target.ts';
import { startEmbedded, type EmbeddedOptions } from '../embedded.ts';

export const FIRST_VERSIONS: readonly FirstVersion[] = [
  putWithoutValidation,
  withoutContexts,
  halfTheOperations,
  membersDropped,
  checksOfItsOwn,
];

/** What share of the divergences of all versions has to be found. */
const BOUND = 0.95;

/** Whether each divergence is one, and as many are found as have to be. */
export function isEnough(versions: readonly VersionRow[]): boolean {
  const rows = versions.flatMap(({ divergences }) => divergences);
  return rows.every(({ shows }) => shows) && rows.filter(isFound).length >= BOUND * rows.length;
}

/** A line for each version, below it what was missed, and the share of all last. */
export function versionsText(versions: readonly VersionRow[]): string {
  const rows = versions.flatMap(({ divergences }) => divergences);
  const found = rows.filter(isFound).length;
  const lines = [
    ...versions.flatMap(versionLines),
    `${found} of ${countNoun(rows.length, 'divergence')} found`,
  ];
  return `${lines.join('\n')}\n`;
}

function isFound({ foundBy }: DivergenceRow): boolean {
  return foundBy !== null;
}

const NAME_WIDTH = 24;

function versionLines({ name, divergences, requests, durationMs }: VersionRow): string[] {
  const found = divergences.filter(isFound).length;
  const share = `${found} of ${countNoun(divergences.length, 'divergence')} found`;
  const spent = `${countNoun(requests, 'request')}, ${formatDuration(durationMs)}`;
  return [
    `${name.padEnd(NAME_WIDTH)} ${share} (${spent})`,
    ...divergences.filter(({ shows }) => !shows).map(({ fault }) => `  does not show: ${fault}`),
    ...divergences
      .filter((row) => !isFound(row))
      .flatMap(({ fault, instead }) => [`  missed: ${fault}`, ...instead.map((line) => `    ${line}`)]),
  ];
}

/** What became of one divergence. */
interface DivergenceRow {
  readonly fault: string;
  /** Whether its calls are answered otherwise than by a service without fault; where not, it is none. */
  readonly shows: boolean;
  /** The rule that found it; `null`: none of those that may. */
  readonly foundBy: Pick<Finding, 'rule' | 'expected' | 'actual'> | null;
  /** What became of the rules that may find it, where none did. */
  readonly instead: readonly string[];
}

interface VersionRow {
  readonly name: string;
  readonly divergences: readonly DivergenceRow[];
  readonly requests: number;
  readonly durationMs: number;
}

type VersionRun = Pick<MutantRun, 'contract' | 'rules' | 'seed' | 'runs' | 'signal'>;

/** Rules side by side, as in an ordinary run. */
const WORKERS = 4;

/** Lets rules judge a first version, and says of each of its divergences what came of it. */
export async function judgeVersion(version: FirstVersion, run: VersionRun): Promise<VersionRow> {
  const startedAt = performance.now();
  const { name } = version;
  const service = servedAs(version);
  const outcome = await judgeService(service, {
    ...run,
    workers: WORKERS,
    regionTimeout: SHORT_REGION_TIMEOUT,
  });
  const divergences = [];
  for (const divergence of version.divergences)
    divergences.push({
      fault: divergence.fault,
      shows: await showsDivergence(divergence, service, run.contract),
      ...whatCameOf(divergence, outcome),
    });
  return { name, divergences, requests: outcome.requests, durationMs: performance.now() - startedAt };
}

function whatCameOf(divergence: Divergence, { rules: results, deviations = [] }: RunnerOutcome) {
  const named = results.filter(({ id }) => divergence.rules.some((pattern) => fits(pattern, id)));
  const found = named.flatMap(findingsOf).find((finding) => isAbout(finding, divergence, deviations));
  return { foundBy: found ?? null, instead: found ? [] : named.map(inWords) };
}

/** Whether a finding judges an operation of the divergence, and says and sent what it would have to. */
function isAbout(
  { id, operation, actual, calls: sentCalls }: Finding,
  { calls, because, sent }: Divergence,
  deviations: readonly RecordedDeviation[],
): boolean {
  const operations = new Set(calls.map((call) => call.operation));
  if (operation !== null && !operations.has(operation)) return false;
  const requests = sentCalls.filter(
    ({ request }) => request.operation !== null && operations.has(request.operation),
  );
  if (requests.length === 0) return false;
  // One finding may own several deviations, and its answer names the first of them.
  const owned = deviations.filter(({ ownedBy }) => ownedBy.includes(id)).map(({ tolerated }) => tolerated);
  if (because && ![actual, ...owned].some((text) => because.test(text))) return false;
  return !sent || requests.some(({ request }) => sent.test(sentText(request)));
}

function sentText(request: Finding['calls'][number]['request']): string {
  const input =
    request.kind === 'operation'
      ? JSON.stringify(request.input)
      : Buffer.from(request.body, 'base64').toString('utf8');
  return `${request.operation} ${input}`;
}

/** Characters of what was seen in place of a divergence. */
const LONGEST = 200;

/** The outcome of a rule that found nothing of the kind, with what it found instead, or what blocks it. */
function inWords({ id, outcome, reason, findings = [], blockedBy = [] }: RuleResult): string {
  const seen = findings.map(({ answer, actual }) => `${answer}: ${actual}`);
  const why = blockedBy.length > 0 ? [`blocked by ${blockedBy.join(', ')}`] : reason ? [reason] : [];
  return [`${id}: ${outcome}`, ...[...why, ...seen].map((text) => cutText(text, LONGEST))].join('; ');
}

/** Whether the last of the calls is answered otherwise than by a service without fault. */
async function showsDivergence(
  { calls }: Divergence,
  service: EmbeddedOptions,
  contract: Contract,
): Promise<boolean> {
  return (await lastAnswer(calls, service, contract)) !== (await lastAnswer(calls, {}, contract));
}

async function lastAnswer(
  calls: Divergence['calls'],
  options: EmbeddedOptions,
  contract: Contract,
): Promise<string> {
  const { target, close } = await startEmbedded({ contract, ...options });
  const { client } = await connect(target, contract);
  let answer = '';
  try {
    for (const { by, on, operation, input } of calls) {
      const named = on === undefined ? input : { ...input, AccountId: identityOf(target, on).accountId };
      answer = comparable(
        await client.send(operationRequest(contract, identityOf(target, by), operation, named)),
      );
    }
  } finally {
    await client.close();
    await close();
  }
  return answer;
}

function identityOf({ identities }: Target, name: string): Target['identities'][number] {
  const found = identities.find((one) => one.name === name);
  if (!found) throw new RangeError(`the target has no identity ${name}`);
  return found;
}

/** All of an answer but the time; request ids are counted, and so the same after as many requests. */
function comparable({ response, fault }: Exchange): string {
  if (!response) return `no answer: ${fault?.kind ?? 'closed'}`;
  const headers = response.headers.filter(([name]) => name.toLowerCase() !== 'date');
  return JSON.stringify([response.status, headers, Buffer.from(response.body).toString('latin1')]);
}
