import { setTimeout as delay } from 'node:timers/promises';
import { alternateContact, primaryContact } from '../../generators/values/input.ts';
import type { AnswerExpectation } from '../../results/record.ts';
import type { Contract } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { type Rate, loadQuotas } from '../../spec/load-quotas.ts';
import { loadRegions } from '../../spec/load-regions.ts';
import type { Answer } from '../../harness/answers/answer.ts';
import { type Caller, refusal } from '../../harness/caller.ts';
import type { RuleContext } from '../../harness/context.ts';
import { judgeAnswer } from '../../harness/answers/judge.ts';
import { type RuleSubject, precondition, draw } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { put, typeOf } from '../steps/contacts.ts';
import { Blocked } from '../../harness/errors.ts';

/** Lets time pass; milliseconds. A test moves the target's clock instead. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export const passTime: Wait = async (milliseconds, signal) => {
  await delay(milliseconds, undefined, { signal });
};

const MS_PER_SECOND = 1000;

/** Bursts that are sent before it is said that there is no limit. */
const MOST_BURSTS = 6;

/** Requests of one burst where the documented one is smaller. */
const SMALLEST_BURST = 5;

/** One operation whose rate is looked at: by whom, and with which input. */
export interface Rated {
  readonly subject: RuleSubject;
  readonly operation: string;
  readonly rate: Rate;
  readonly input: JsonObject;
  readonly pass: Wait;
}

export function rateOf(operation: string): Rate {
  const rate = loadQuotas().rates[operation];
  if (!rate) throw new RangeError(`${operation} has no rate in spec/quotas.yaml`);
  return rate;
}

/**
 * Sees one request accepted, then waits until the allowance of the operation is whole again. One that is refused for its
 * rate refutes a rule which says that requests are let through, and hinders any other.
 */
async function prepared(
  { context, caller, account }: RuleSubject,
  operation: string,
  pass: Wait,
  letsThrough: boolean,
): Promise<Rated> {
  const subject = { context, caller, account };
  const input = inputOf(subject, operation);
  const rated = { subject, operation, rate: rateOf(operation), input, pass };
  await refilled(rated);
  await precondition(() => store(rated));
  const first = caller.expect(operation, input, RATE);
  const answer = letsThrough ? await first.toAnswer(acceptedOf(context.contract, operation)) : null;
  await precondition(async () => {
    const expected = controlOf(context.contract, operation);
    if (answer) caller.judge(operation, expected, answer);
    else await first.toAnswer(expected);
  });
  await refilled(rated);
  return rated;
}

/** Lets as much time pass as an empty allowance needs to be whole. */
async function refilled({ rate, pass, subject }: Rated): Promise<void> {
  await pass(Math.ceil((rate.burst / rate.perSecond) * MS_PER_SECOND), subject.context.signal);
}

/** Lets as much time pass as one more request needs. */
export async function oneMore({ rate, pass, subject }: Rated): Promise<void> {
  await pass(Math.ceil(MS_PER_SECOND / rate.perSecond), subject.context.signal);
}

/** Sends requests at the same time, each expected to be answered so. */
export async function sendBurst(
  { subject, operation, input }: Rated,
  count: number,
  group: number,
  expected: AnswerExpectation,
): Promise<Answer[]> {
  const calls = Array.from({ length: count }, () =>
    subject.caller.expect(operation, input, { ...RATE, group }).toAnswer(expected),
  );
  const settled = await Promise.allSettled(calls);
  const broken = settled.find((one) => one.status === 'rejected');
  if (broken) {
    brokenLast(subject.context, operation, group);
    throw broken.reason;
  }
  return settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}

/** The calls of a group end in any order; a finding ends with the one that broke the rule. */
function brokenLast({ session, contract }: RuleContext, operation: string, group: number): void {
  const judging = { contract, operation, earlier: [] };
  const at = session.calls.findIndex(
    (call) => call.group === group && judgeAnswer(call.expected, call.answer, judging) !== null,
  );
  if (at !== -1) session.calls.push(...session.calls.splice(at, 1));
}

/** Sends bursts until a request is refused as `throttled`, a bounded number of times. Returns whether one was. */
export async function exhaust(rated: Rated, throttled: AnswerExpectation): Promise<boolean> {
  const { contract } = rated.subject.context;
  const judging = { contract, operation: rated.operation, earlier: [] };
  const size = Math.max(rated.rate.burst, SMALLEST_BURST);
  const either: AnswerExpectation = {
    kind: 'any-of',
    of: [acceptedOf(contract, rated.operation), throttled],
  };
  for (let group = 1; group <= MOST_BURSTS; group += 1) {
    const answers = await sendBurst(rated, size, group, either);
    if (answers.some((answer) => judgeAnswer(throttled, answer, judging) === null)) return true;
  }
  return false;
}

/** Any answer but one that says that there were too many requests. */
export function acceptedOf(contract: Contract, operation: string): AnswerExpectation {
  const { refusedAs, alsoSeenAs } = loadQuotas();
  const errors = contract.operations[operation]?.errors ?? [];
  const others = errors.filter((name) => name !== refusedAs && !alsoSeenAs.includes(name));
  return { kind: 'any-of', of: [{ kind: 'success' }, refusal(contract, others)] };
}

/** Refused for the rate, by the documented name. */
export function throttledAsDocumented(contract: Contract): AnswerExpectation {
  return refusal(contract, [loadQuotas().refusedAs]);
}

/** Refused for the rate, by any name that says so. */
function throttledAnyhow(contract: Contract): AnswerExpectation {
  const { refusedAs, alsoSeenAs } = loadQuotas();
  return { kind: 'any-of', of: [refusedAs, ...alsoSeenAs].map((name) => refusal(contract, [name])) };
}

/** Every call of these rules may be refused for its rate. */
const RATE = { provokes: ['rate'] } as const;

/** A region that can be neither enabled nor disabled: asking for it changes nothing and still counts. */
function inputOf(subject: RuleSubject, operation: string): JsonObject {
  const { contract, target } = subject.context;
  const [region = ''] = loadRegions().defaults;
  const contact = draw(subject, 'contact', alternateContact(contract, { values: target.values }));
  const members = Object.keys(contract.operations[operation]?.input.members ?? {});
  if (members.includes('EmailAddress')) return contact;
  if (members.includes('AlternateContactType')) return typeOf(contact);
  if (members.includes('ContactInformation')) {
    const primary = draw(subject, 'primary contact', primaryContact(contract, { values: target.values }));
    return { ContactInformation: primary };
  }
  return members.includes('RegionName') ? { RegionName: region } : {};
}

/** Puts what the operation reads or deletes. */
async function store({ subject, operation }: Rated): Promise<void> {
  const { contract, target } = subject.context;
  if (operation !== 'GetAlternateContact' && operation !== 'DeleteAlternateContact') return;
  const contact = draw(subject, 'contact', alternateContact(contract, { values: target.values }));
  await put(subject.caller, contact);
}

function controlOf(contract: Contract, operation: string): AnswerExpectation {
  return contract.operations[operation]?.changes === 'region' ? refusal(contract, []) : { kind: 'success' };
}

/** The callers of other accounts than this one. */
export function othersThan({ callers }: RuleContext, caller: Caller): Caller[] {
  const { standalone, organizations } = callers;
  const everyone = [
    standalone,
    ...organizations.flatMap((one) => [one.management, one.delegate, ...one.members]),
  ];
  return everyone.flatMap((one) => (one && one.accountId !== caller.accountId ? [one] : []));
}

const QUOTAS = guide('Quotas for AWS Account Management');

export const RATED = {
  level: 'should',
  since: '0.1.0',
  source: QUOTAS,
  capability: 'quotas',
  alone: true,
} as const;

/** Begins and ends with a whole allowance, so that neither other rules nor what is put back are refused. */
export async function onRate(
  context: RuleContext,
  operation: string,
  pass: Wait,
  steps: (rated: Rated) => Promise<void>,
  { letsThrough }: { letsThrough: boolean } = { letsThrough: false },
): Promise<void> {
  const rated = await prepared(
    { context, caller: context.caller, account: {} },
    operation,
    pass,
    letsThrough,
  );
  try {
    await steps(rated);
  } finally {
    await refilled(rated);
  }
}

export async function exhausted(context: RuleContext, rated: Rated): Promise<void> {
  if (!(await exhaust(rated, throttledAnyhow(context.contract))))
    throw new Blocked('no request was refused for its rate, so nothing can be said about what follows');
}

/** What is called beside the operation, so that there is something to read or to delete. */
function storing(operation: string): string[] {
  if (operation === 'GetContactInformation') return [];
  if (operation === 'PutContactInformation') return ['GetContactInformation'];
  const isContact = operation === 'GetAlternateContact' || operation === 'DeleteAlternateContact';
  return isContact ? ['PutAlternateContact', 'GetAlternateContact'] : [];
}

/** The operations of the contract whose rate is documented. */
export function ratedOperations({ operations }: Contract): string[] {
  return Object.keys(loadQuotas().rates).filter((name) => operations[name]);
}

/** What the rules about the rate of one operation have in common. */
export function ofRate(operation: string) {
  return { ...RATED, operations: [...new Set([operation, ...storing(operation)])] };
}
