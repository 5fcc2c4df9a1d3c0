import type { AnswerExpectation } from '../../results/record.ts';
import type { Operation } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { isOfEmail } from '../../spec/operation-facts.ts';
import type { RuleContext } from '../../harness/context.ts';
import { bringTo, transitionOf } from '../../harness/resources/region-change.ts';
import { expectUnchanged } from '../../harness/resources/expect-unchanged.ts';
import { precondition } from '../../harness/subject.ts';
import { contactKindOf, lacks, store, type ContactKind } from './account-contacts.ts';
import type { Subject } from './account-views.ts';
import { fewer } from './acts-on-account.ts';
import { changeableRegion } from './changeable-regions.ts';
import { refusesEmail } from './email-on-account.ts';
import { LIST } from './listing-steps.ts';

/** A call on an account that has to be refused. */
export interface Attempt {
  readonly subject: Subject;
  /** The same caller, on an account on which the same call is accepted. */
  readonly control: Subject;
  /** Accounts that must stay as they are, each by an identity that may read and prepare it. */
  readonly watched: readonly Subject[];
  /** Accounts that must stay as they are and are only read. */
  readonly onlyRead?: readonly Subject[];
  readonly refused: AnswerExpectation;
  /** Values to draw; default: what a rule of this form draws. */
  readonly runs?: number;
}

const STATUS = 'GetRegionOptStatus';

/** Sees the control accepted, then the same call refused on another account, and nothing changed in any. */
export async function refusesOn(context: RuleContext, operation: Operation, attempt: Attempt): Promise<void> {
  const kind = contactKindOf(operation);
  if (kind) {
    const values = kind.values(context, attempt.watched.length + 2);
    await context.forAny(values, (drawn) => contactRefused(context, kind, operation.name, attempt, drawn), {
      runs: attempt.runs ?? fewer(context),
    });
  } else if (isOfEmail(operation)) await refusesEmail(context, operation.name, attempt);
  else await regionRefused(context, operation, attempt);
}

async function contactRefused(
  context: RuleContext,
  kind: ContactKind,
  operation: string,
  { subject, control, watched, onlyRead = [], refused }: Attempt,
  [sent = {}, first = {}, ...kept]: JsonObject[],
): Promise<void> {
  const input = operation === kind.put ? sent : kind.key(sent);
  await precondition(async () => {
    await store(kind, control, first);
    await control.caller.expect(operation, { ...input, ...control.account }).toSucceed();
    if (operation === kind.remove) await lacks(kind, control, sent);
    for (const [index, one] of watched.entries()) await store(kind, one, kept[index] ?? {});
  });
  const reads = [...watched, ...onlyRead].map((one) => ({
    subject: one,
    operation: kind.get,
    input: kind.key(sent),
  }));
  await leavesUnchanged(context, reads, () =>
    subject.caller.expect(operation, { ...input, ...subject.account }).toAnswer(refused),
  );
}

/** Changing takes its time on a real target, so the control of a change is that the caller can read the region. */
async function regionRefused(
  context: RuleContext,
  { name, changes }: Operation,
  { subject, control, watched, onlyRead = [], refused }: Attempt,
): Promise<void> {
  const RegionName = await changeableRegion({ context, ...control });
  const input = name === LIST ? {} : { RegionName };
  await precondition(async () => {
    const read = changes === 'region' ? STATUS : name;
    await control.caller.expect(read, { ...input, ...control.account }).toSucceed();
    // From this status the change would be accepted.
    if (changes !== 'region') return;
    for (const one of watched) await bringTo({ context, ...one }, RegionName, transitionOf(name).from);
  });
  const reads = [...watched, ...onlyRead].map((one) => ({
    subject: one,
    operation: STATUS,
    input: { RegionName },
  }));
  await leavesUnchanged(context, reads, () =>
    subject.caller.expect(name, { ...input, ...subject.account }).toAnswer(refused),
  );
}

interface SubjectRead {
  readonly subject: Subject;
  readonly operation: string;
  readonly input: JsonObject;
}

/** Reads in several accounts, does `steps`, and reads again: every answer is the same. */
async function leavesUnchanged(
  context: RuleContext,
  reads: readonly SubjectRead[],
  steps: () => Promise<unknown>,
): Promise<void> {
  const each = reads.map(({ subject, operation, input }) => ({
    caller: subject.caller,
    operation,
    input: { ...input, ...subject.account },
  }));
  await expectUnchanged(context, each, steps);
}
