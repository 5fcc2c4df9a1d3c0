import fc from 'fast-check';
import {
  CONTROLS,
  type LabelledMiss,
  type NearMissBatch,
  nearMissBatches,
} from '../../generators/near-miss/near-miss-batch.ts';
import { type NearMiss, nearMisses } from '../../generators/near-miss/near-miss.ts';
import type { Operation, Provocation, Shape } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { Obligation } from '../../spec/obligations.ts';
import { acceptedBefore } from '../../harness/accepted-before.ts';
import type { Answer } from '../../harness/answers/answer.ts';
import type { RuleContext } from '../../harness/context.ts';
import { inputShape } from '../../harness/contract-lookup.ts';
import { answerForm } from '../../harness/answers/describe.ts';
import type { Variant } from '../../generators/values/variant.ts';
import { zoneOf } from '../../generators/values/judge-text.ts';
import { memberAt } from '../../generators/near-miss/breaks-exactly.ts';
import { effectCheckOf } from '../../harness/resources/effect-check-of.ts';
import { type RuleSubject, draw } from '../../harness/subject.ts';
import { firstThatHolds, tries } from '../../harness/tries.ts';
import { expectedRefusal } from '../steps/refusals.ts';
import { Blocked, Refutation } from '../../harness/errors.ts';
import type { TracedCall } from '../../harness/trace.ts';
import { managedMember } from '../../harness/default-caller.ts';
import { type SubjectInput, memberSubject, usualSubject } from '../../harness/usual-subject.ts';

/** How the reason of a rule begins that cannot tell one cause of a refusal from another. */
export const UNOBSERVABLE = 'unobservable';

/** Each way to break exactly this constraint is refused, for this reason and without effect. */
export async function checkRefusal(
  context: RuleContext,
  operation: Operation,
  obligation: Obligation,
): Promise<void> {
  const { subject, options } = await subjectFor(context, operation, obligation);
  const shape = inputShape(context.contract, operation.name, obligation.path);
  const expected = expectedRefusal(context.contract, obligation, shape);
  const provokes: Provocation[] = ['body'];
  const variants = nearMisses(context.contract, obligation, options);
  if (variants.length === 0) throw new Blocked('no near miss of this kind exists');
  observeLeftOut(context, operation, obligation);
  const controlled = obligation.path[0] !== 'AccountId' || options.accountId !== undefined;
  const control = (valid: JsonObject) => (controlled ? valid : withoutAccount(valid));
  const refuse = async (pair: { control: JsonObject; attempt: () => Promise<unknown> }) =>
    effectCheckOf(operation)?.refuse(subject, operation.name, { ...pair, control: control(pair.control) });
  const send = (input: JsonObject) =>
    subject.caller.expect(operation.name, input, { provokes }).toAnswer(expected);
  const wrong: Wrong[] = [];
  const resource = operation.changes ?? operation.reads;
  const waits = resource !== null && context.session.environment.lag.lags(resource);
  const controls = waits ? 1 : CONTROLS;
  const together = waits ? TOGETHER_WHERE_IT_WAITS : TOGETHER;
  // The last control has a value of the member that was seen accepted.
  const known = { ...options, ...acceptedBefore(context, operation, []) };
  const lastControls = nearMissBatches(context.contract, obligation, known, controls);
  const allBatches = nearMissBatches(context.contract, obligation, options, controls);
  for (const [at, { label, arbitrary }] of allBatches.entries()) {
    try {
      const refusing = { context, refuse, send };
      // Where a control is refused, the next value of its member may be accepted.
      const batches = [
        ...tries(label).map((name) => ({ name, from: arbitrary })),
        ...lastControls.slice(at, at + 1).map((last) => ({ name: label, from: last.arbitrary })),
      ];
      const { batch, found } = await firstThatHolds(context.session, batches, async ({ name, from }) => {
        const drawn = draw(subject, name, from);
        return { batch: drawn, found: await sentTogether(partOf(drawn, 0, together), refusing) };
      });
      if (found) wrong.push(found);
      for (let from = together; from < batch.misses.length; from += together) {
        const next = await sentTogether(partOf(batch, from, together), refusing);
        if (next) wrong.push(next);
      }
    } catch (error) {
      // What was taken wrongly may have left a state in which no control is accepted.
      if (!(error instanceof Blocked) || wrong.length === 0) throw error;
      break;
    }
  }
  // Alone beside its control, each is a finding with as few calls as it takes.
  try {
    await context.forEach(
      differentFirst(wrong.flatMap(({ suspects }) => suspects)).slice(0, SHOWN),
      ({ control: valid, nearMiss }) => refuse({ control: valid, attempt: () => send(nearMiss) }),
    );
  } catch (error) {
    if (!(error instanceof Blocked)) throw error;
  }
  const [first] = wrong;
  if (first) {
    context.session.calls = [...first.calls];
    throw first.refutation;
  }
  await distinguishUnknownValue(subject, operation, obligation, shape, variants[0]?.arbitrary, controlled);
}

/** Says which values of the other member are never sent, so that nothing is left out beside them. */
function observeLeftOut(context: RuleContext, { input }: Operation, { path, constraint }: Obligation): void {
  if (constraint !== 'required-when') return;
  const { owner, member } = memberAt(input, path);
  const { member: other = '', oneOf = [] } = member.requiredWhen ?? {};
  const shape = owner.members[other]?.shape;
  if (shape?.kind !== 'string') return;
  for (const value of oneOf) {
    const untried = zoneOf(shape, value)?.untried;
    if (untried !== undefined) context.observe(`${other} ${value} is left out: ${untried}`);
  }
}

/** How many near misses one look at the control stands for; and where reads lag, so that each look is waited for. */
const TOGETHER = 60;
const TOGETHER_WHERE_IT_WAITS = 600;

function partOf({ control, misses }: NearMissBatch, from: number, together: number): NearMissBatch {
  return { control, misses: misses.slice(from, from + together) };
}

/** How many near misses are judged alone, where more were answered wrongly. */
const SHOWN = 20;

interface Refusing {
  readonly context: RuleContext;
  refuse(pair: { control: JsonObject; attempt: () => Promise<unknown> }): Promise<unknown>;
  send(input: JsonObject): Promise<unknown>;
}

interface Suspect extends Variant<NearMiss> {
  /** The normalized answer; `null`: only the state was another. */
  readonly form: string | null;
}

/** The first of each normalized answer, then the others, so that none hides another. */
function differentFirst(suspects: readonly Suspect[]): Suspect[] {
  const firsts = [...Map.groupBy(suspects, ({ form }) => form).values()].flatMap(([first]) => first ?? []);
  return [...firsts, ...suspects.filter((one) => !firsts.includes(one))];
}

/** What went wrong where many near misses stood beside one control. */
interface Wrong {
  readonly refutation: Refutation;
  readonly calls: readonly TracedCall[];
  /** Those that may have been answered wrongly. */
  readonly suspects: readonly Suspect[];
}

/** Sends all near misses of one control, and sees them refused and without effect; `null`: they were. */
async function sentTogether(
  { control, misses }: NearMissBatch,
  { context: { session }, refuse, send }: Refusing,
): Promise<Wrong | null> {
  const before = session.calls;
  session.calls = [...before];
  const refuted: { miss: LabelledMiss; error: Refutation }[] = [];
  const attempt = async () => {
    for (const miss of misses) {
      try {
        await send(miss.nearMiss);
      } catch (error) {
        if (!(error instanceof Refutation)) throw error;
        refuted.push({ miss, error });
        // What was taken wrongly would be there for all that follow.
        if (isAccepted(session.calls.at(-1))) await session.putBack();
      }
    }
  };
  let problem: Refutation | undefined;
  try {
    await refuse({ control, attempt });
  } catch (error) {
    if (!(error instanceof Refutation)) throw error;
    problem = error;
  }
  const { calls } = session;
  session.calls = before;
  const refutation = refuted[0]?.error ?? problem;
  if (!refutation) return null;
  // Where only the state is another than before, any of them may have changed it.
  const suspected =
    refuted.length > 0
      ? refuted.map(({ miss, error }) => ({ ...miss, form: error.form }))
      : misses.map((miss) => ({ ...miss, form: null }));
  return {
    refutation,
    calls,
    suspects: suspected.map(({ label, nearMiss, form }) => ({
      label,
      form,
      arbitrary: fc.constant({ control, nearMiss }),
    })),
  };
}

function isAccepted(call: TracedCall | undefined): boolean {
  const status = call?.answer.status ?? 0;
  return status >= 200 && status < 300;
}

/**
 * Where every accepted value is a name that the target knows, or where no control is accepted at all, the refusal
 * of the near miss proves the constraint only if a well-formed but unknown value is refused differently.
 */
async function distinguishUnknownValue(
  subject: RuleSubject,
  operation: Operation,
  obligation: Obligation,
  shape: Shape,
  arbitrary: fc.Arbitrary<NearMiss> | undefined,
  controlled: boolean,
): Promise<void> {
  const { context, caller } = subject;
  const named = shape.kind === 'string' && shape.format !== null && shape.format !== 'account-id';
  const byLength = obligation.constraint === 'min-length' || obligation.constraint === 'max-length';
  if (!arbitrary || (controlled && !(named && byLength))) return;
  const [pair] = fc.sample(arbitrary, { seed: context.seed, numRuns: 1 });
  const member = obligation.path[0] ?? '';
  const wellFormed = controlled ? WELL_FORMED[member] : caller.accountId;
  if (!pair || wellFormed === undefined || wellFormed === null) return;
  const near = await caller.call(operation.name, pair.nearMiss, { provokes: ['body'] });
  const other = await caller.call(operation.name, { ...pair.control, [member]: wellFormed });
  if (fullForm(near) !== fullForm(other)) return;
  context.notApplicable(
    `${UNOBSERVABLE}: a well-formed ${member} that does not exist is refused in the same way`,
  );
}

/** Well-formed, and on no target known or issued. */
const WELL_FORMED: Readonly<Record<string, string>> = {
  RegionName: 'zz-nowhere-9',
  NextToken: 'never-issued',
};

function fullForm(answer: Answer): string {
  return `${answerForm(answer)} ${answer.reason ?? ''}`;
}

function withoutAccount(input: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(input).filter(([name]) => name !== 'AccountId'));
}

/** Whether requests name a member, where there is one to name. */
export function actsOnMember({ path, constraint }: Obligation): boolean {
  return path[0] === 'AccountId' && constraint !== 'optional' && constraint !== 'null';
}

/** The usual subject; for an AccountId, a management account on a member, where there is one. */
export async function subjectFor(
  context: RuleContext,
  operation: Operation,
  obligation: Obligation,
): Promise<SubjectInput> {
  const named = actsOnMember(obligation) && managedMember(context.target) !== null;
  const { path } = obligation;
  return named ? memberSubject(context, operation, path) : usualSubject(context, operation, path);
}
