import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../spec/json.ts';
import {
  loadEvidence,
  loadSeenOrganization,
  type Evidence,
  type GoldenAnswer,
  type GoldenStep,
} from '../spec/load-evidence.ts';
import { loadContract } from '../spec/load-contract.ts';
import type { Role } from '../spec/world.ts';
import { loadRegions } from '../spec/load-regions.ts';
import type { Answer, Caller } from './call.ts';
import { contactShapes } from './clauses/contact-forms.ts';
import { jsonObject } from './input/json-object.ts';
import { knownState, type State } from './state/state.ts';
import { call, modelAt, standalone } from './testing/world.ts';

const seen = loadSeenOrganization();
const seenBy = (role: Role, accountId: string): Caller => ({ role, accountId, organization: seen.id });
const callers: Caller[] = [
  standalone,
  seenBy('management', seen.management),
  seenBy('delegatedAdmin', seen.delegatedAdmin),
  seenBy('member', seen.members.find((id) => id !== seen.delegatedAdmin) ?? ''),
];
const regions = loadRegions();
/** A session's policy decides apart from the state. */
const replayable = loadEvidence().filter(
  ({ steps, sessionPolicy }) => steps.length > 0 && sessionPolicy === undefined,
);

/** Who may have made the calls: whoever asks about its own account, or one for each role that the steps name. */
function casts({ steps }: Evidence): ((step: GoldenStep) => Caller)[] {
  const named = steps.some((step) => step.caller !== 'any');
  const everyone = named ? [standalone] : callers;
  return everyone.map((one) => (step) => callers.find(({ role }) => role === step.caller) ?? one);
}

/** The whole answer of which the evidence names the members that matter; the others are as they were put. */
function answerOf(step: GoldenStep, golden: GoldenAnswer, before: readonly GoldenStep[]): Answer {
  const { status, error = null } = golden;
  const output = error === null ? outputOf(step, golden.output ?? {}, before) : null;
  return { status, error, reason: golden.reason ?? null, output };
}

function outputOf(step: GoldenStep, known: JsonObject, before: readonly GoldenStep[]): JsonObject | null {
  const put = before.findLast(({ operation }) => operation.startsWith('Put'))?.input ?? {};
  switch (step.operation) {
    case 'GetAlternateContact':
      return { AlternateContact: { ...put, ...jsonObject(known['AlternateContact']) } };
    case 'GetContactInformation':
      return {
        ContactInformation: {
          ...jsonObject(put['ContactInformation']),
          ...jsonObject(known['ContactInformation']),
        },
      };
    case 'GetRegionOptStatus':
      return { RegionName: step.input['RegionName'] ?? null, ...known };
    case 'GetPrimaryEmail':
      return { PrimaryEmail: 'member@example.com', ...known };
    case 'ListRegions':
      return { Regions: page(step.input['RegionOptStatusContains']), ...known };
    default:
      return null;
  }
}

function page(filter: Json | undefined): Json[] {
  const all = [
    ...regions.defaults.map((RegionName) => ({ RegionName, RegionOptStatus: 'ENABLED_BY_DEFAULT' })),
    ...[...regions.optIn, ...regions.later].map((RegionName) => ({
      RegionName,
      RegionOptStatus: 'DISABLED',
    })),
  ];
  const wanted = Array.isArray(filter) && filter.length > 0 ? filter : null;
  return wanted ? all.filter(({ RegionOptStatus }) => wanted.includes(RegionOptStatus)) : all;
}

/** What the model says of every answer that fits, by caller; the sequence goes on after the first one. */
function refuted(evidence: Evidence, change: (answer: Answer) => Answer = (answer) => answer): string[] {
  const { steps, given, trustedAccess = true, edition } = evidence;
  const contract = loadContract(edition);
  const organization = { ...seen, trustedAccess, allFeatures: true };
  const world = { standalone: [standalone.accountId], organizations: [organization] };
  const must = modelAt('must', { world }, contract);
  return casts(evidence).flatMap((callerOf) => {
    const accounts = steps.map((step) => callerOf(step).accountId);
    const before = given ? Object.fromEntries(accounts.map((id) => [id, { regions: given }])) : {};
    let state: State = knownState(contactShapes(contract), before);
    return steps.flatMap((step, index) => {
      const sent = call(step.operation, step.input, callerOf(step));
      const judgements = step.answers.map((golden) =>
        must.judge(state, sent, change(answerOf(step, golden, steps.slice(0, index)))),
      );
      state = judgements[0]?.state ?? state;
      return judgements.flatMap((judgement) =>
        judgement.allowed ? [] : [`${sent.operation}: ${judgement.actual}`],
      );
    });
  });
}

test('There is evidence to replay', () => {
  expect(replayable.length).toBeGreaterThan(15);
});

test.each(replayable)('What the real service did is allowed: $id', (evidence) => {
  expect(refuted(evidence)).toEqual([]);
});

test.each(replayable)('The same answers are wrong under an undocumented status: $id', (evidence) => {
  const answers = evidence.steps.reduce((sum, { answers: fitting }) => sum + fitting.length, 0);
  expect(refuted(evidence, (answer) => ({ ...answer, status: 418 }))).toHaveLength(
    answers * casts(evidence).length,
  );
});
