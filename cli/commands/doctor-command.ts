import type { Edition } from '../../spec/contract.ts';
import type { LookupFunction } from 'node:net';
import type { Snapshot } from '../../harness/restore/snapshot.ts';
import { StateRestorer } from '../../harness/restore/state-restorer.ts';
import type { Redactor } from '../../results/redact/redactor.ts';
import { Concealer } from '../io/conceal.ts';
import { guardDoor } from '../io/door.ts';
import { escapeInvisible } from '../../results/text/escape-invisible.ts';
import type { Target } from '../../targets/target.ts';
import { checkOrganizations } from '../run/examine-organizations.ts';
import { checkCoverage, checkRegionPlan } from '../run/examine-coverage.ts';
import {
  checkCapabilities,
  checkIdentity,
  checkReachable,
  checkReads,
  checkSafety,
  checkTrust,
  type Check,
  type Examination,
} from '../run/examine-target.ts';
import { EXIT_CODES } from '../../results/verdict.ts';
import { EXIT_REFUSED, EXIT_UNREACHABLE } from '../io/exit.ts';
import { interruption } from '../io/interruption.ts';
import { openTarget, type TargetOptions } from '../run/open-target.ts';
import { connect } from '../../harness/connect.ts';
import { selectFrom } from '../../suites/select.ts';
import { claimedReads } from '../../harness/contract-lookup.ts';
import { runRules } from '../../harness/runner/runner.ts';
import { surveyedOperation } from '../../harness/survey/implemented.ts';
import type { RecordedDeviation, RecordedExchange, RuleResult } from '../../results/record.ts';
import { implementedRules } from '../../suites/errors/implemented-and-valid-request.rules.ts';
import type { Exchange } from '../../targets/transport/exchange.ts';
import { ownCommand } from '../../results/text/own-command.ts';

/**
 * Shows what a run would meet. Exit 3 where nothing answers or the credentials are refused, 6 where an identity or an
 * organization is another one than configured, 1 where anything else is wrong.
 */
export async function doctorCommand({
  edition,
  ...options
}: TargetOptions & { edition: Edition }): Promise<number> {
  const { target, close } = await openTarget(options, edition);
  const { signal, dispose } = interruption((message) => process.stderr.write(`${message}\n`), STOPPING);
  try {
    const checks = await examineTarget(target, edition, { signal });
    process.stdout.write(`${showChecks(checks)}\n`);
    return exitCodeOf(checks);
  } finally {
    dispose();
    await close();
  }
}

/** It changes nothing, so that there is nothing to put back. */
const STOPPING = 'stopping';

interface ExamineOptions {
  readonly lookup?: LookupFunction;
  readonly signal?: AbortSignal;
}

/** All checks in order; only reads are sent. */
export async function examineTarget(
  target: Target,
  edition: Edition,
  { lookup, signal }: ExamineOptions = {},
): Promise<Check[]> {
  const { contract, selected } = selectFrom(edition, {});
  const { client, redactor, record } = await connect(target, contract, {
    tier: 'read',
    sendAgain: true,
    ...(lookup ? { lookup } : {}),
    ...(signal ? { signal } : {}),
  });
  guardDoor(redactor);
  const concealer = new Concealer(redactor);
  const { rules, reported } = selected;
  const examination: Examination = { target, contract, client, rules, reported: reported.size, signal };
  try {
    const checks = await examine(examination, record, (snapshot) => concealer.learn(snapshot));
    signal?.throwIfAborted();
    return checks.map((check) => shownCheck(check, redactor));
  } finally {
    await client.close();
  }
}

async function examine(
  examination: Examination,
  record: Parameters<typeof checkOperations>[1],
  onOriginal: (snapshot: Snapshot) => void,
): Promise<Check[]> {
  const { target, contract, client, signal } = examination;
  const reachable = await checkReachable(examination);
  if (reachable.state !== 'ok') return [reachable];
  // A refusal may tell what an account holds, which only its owner shall see.
  if (!target.loopback)
    await new StateRestorer(target, contract, client, { onOriginal }).readContacts(signal);
  const checks = [reachable];
  for (const identity of target.identities) checks.push(await checkIdentity(examination, identity));
  checks.push(...(await checkOrganizations(target, signal)));
  for (const identity of target.identities) checks.push(await checkReads(examination, identity));
  for (const organization of target.world.organizations)
    checks.push(...(await checkTrust(examination, organization)));
  checks.push(...(await checkOperations(examination, record)));
  checks.push(...(await checkSafety(examination)), await checkCapabilities(examination));
  checks.push(...checkRegionPlan(examination), checkCoverage(examination));
  return checks;
}

/** What was found may quote a service: that which is asked, STS or Organizations. */
function shownCheck({ found, next, ...check }: Check, redactor: Redactor): Check {
  const told = { ...check, found: redactor.said(found) };
  return next === undefined ? told : { ...told, next: redactor.said(next) };
}

function showChecks(checks: readonly Check[]): string {
  const width = Math.max(...checks.map(({ what }) => what.length));
  const rows = checks.map(({ what, state, found }) => `${state.padEnd(5)}  ${what.padEnd(width)}  ${found}`);
  const next = checks.flatMap((check) => check.next ?? []);
  const steps = next.length === 0 ? [] : ['', 'next', ...new Set(next.map((step) => `  ${step}`))];
  return [...rows, ...steps].map((line) => escapeInvisible(line)).join('\n');
}

/** What tells whom a run would touch. */
const WHO = /^(identity|organization) /;

function exitCodeOf(checks: readonly Check[]): number {
  const [reachable] = checks;
  if (reachable?.state !== 'ok') return EXIT_UNREACHABLE;
  const wrong = checks.filter(({ state }) => state === 'wrong');
  if (wrong.some(({ what, because }) => WHO.test(what) && because === undefined)) return EXIT_REFUSED;
  if (wrong.some(({ because }) => because === 'trouble')) return EXIT_UNREACHABLE;
  return wrong.length > 0 ? EXIT_CODES['does not conform'] : 0;
}

/** What a survey says of each operation that changes nothing, and what the rules of a run would let pass. */
async function checkOperations(
  { target, contract, client, signal }: Examination,
  record: (exchange: Exchange) => RecordedExchange,
): Promise<Check[]> {
  const survey = implementedRules(contract);
  const { rules, deviations = [] } = await runRules({
    target,
    contract,
    client,
    record,
    rules: survey,
    survey,
    reported: null,
    seed: 0,
    runs: 1,
    workers: 1,
    order: 'id',
    tier: 'read',
    bail: false,
    signal: signal ?? new AbortController().signal,
  });
  signal?.throwIfAborted();
  return claimedReads(contract, target).flatMap(({ name }) => {
    const result = rules.find(({ id }) => surveyedOperation(id) === name);
    return result ? [checkOf(name, result, deviations)] : [];
  });
}

function checkOf(
  operation: string,
  { outcome, reason, findings = [] }: RuleResult,
  deviations: readonly RecordedDeviation[],
): Check {
  const what = `operation ${operation}`;
  const [finding] = findings;
  const tolerated = deviations.filter((one) => one.operation === operation).map((one) => one.tolerated);
  const passes = tolerated.length > 0 ? [`let pass by the rules: ${tolerated.join(', ')}`] : [];
  if (finding) {
    const isMissing = finding.answer === 'not implemented';
    const found = [isMissing ? finding.answer : `deviates: ${finding.answer}`, ...passes].join('; ');
    const next = `see ${ownCommand()} explain errors/implemented/${operation}`;
    return { what, state: 'wrong', found, next };
  }
  if (outcome !== 'pass') return { what, state: 'open', found: reason ?? outcome };
  if (tolerated.length === 0) return { what, state: 'ok', found: 'as documented' };
  return { what, state: 'wrong', found: ['deviates', ...passes].join('; ') };
}
