import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../spec/json.ts';
import { loadEvidence, type Evidence, type GoldenAnswer, type GoldenStep } from '../spec/load-evidence.ts';
import { loadRegions } from '../spec/load-regions.ts';
import type { Answer, Caller } from './call.ts';
import { contactShapes } from './clauses/contact-forms.ts';
import { jsonObject } from './input/json-object.ts';
import { knownState, type State } from './state/state.ts';
import { CONTRACT, call, delegate, management, member, modelAt, standalone } from './testing/world.ts';

const must = modelAt('must');
const callers: Caller[] = [standalone, management, delegate, member];
const regions = loadRegions();
const replayable = loadEvidence().filter(({ steps }) => steps.length > 0);

/** The whole answer of which the evidence names the members that matter; the others are as they were put. */
function answerOf(step: GoldenStep, seen: GoldenAnswer, before: readonly GoldenStep[]): Answer {
  const { status, error = null } = seen;
  const output = error === null ? outputOf(step, seen.output ?? {}, before) : null;
  return { status, error, reason: seen.reason ?? null, output };
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
function refuted(
  { steps, given }: Evidence,
  change: (answer: Answer) => Answer = (answer) => answer,
): string[] {
  return callers.flatMap((caller) => {
    const before = given ? { [caller.accountId]: { regions: given } } : {};
    let state: State = knownState(contactShapes(CONTRACT), before);
    return steps.flatMap((step, index) => {
      const sent = call(step.operation, step.input, caller);
      const judgements = step.answers.map((seen) =>
        must.judge(state, sent, change(answerOf(step, seen, steps.slice(0, index)))),
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
  const answers = evidence.steps.reduce((sum, { answers: seen }) => sum + seen.length, 0);
  expect(refuted(evidence, (answer) => ({ ...answer, status: 418 }))).toHaveLength(answers * callers.length);
});
