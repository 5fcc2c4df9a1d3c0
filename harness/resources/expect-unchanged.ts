import type { JsonObject } from '../../spec/json.ts';
import type { Caller } from '../caller.ts';
import type { RuleContext } from '../context.ts';
import { hasList, LIST, pageSizes, showsAll, walk } from './region/list.ts';
import { readList, readRegions } from './region/catalogue.ts';
import type { RuleSubject } from '../subject.ts';

interface ReadBy {
  readonly caller: Caller;
  readonly operation: string;
  readonly input: JsonObject;
}

/** Reads, does `steps`, and reads again: nothing may have changed, where `mustNotChange` then says so. */
export async function expectUnchanged(
  context: RuleContext,
  reads: readonly ReadBy[],
  steps: () => Promise<unknown>,
  mustNotChange: () => boolean = () => true,
): Promise<void> {
  const again: (() => Promise<unknown>)[] = [];
  for (const read of reads) again.push(await firstRead(context, read));
  await steps();
  if (!mustNotChange()) return;
  for (const read of again) await read();
}

/** Reads, and answers how to read again and compare. */
async function firstRead(
  context: RuleContext,
  { caller, operation, input }: ReadBy,
): Promise<() => Promise<unknown>> {
  if (operation === LIST) {
    // Pages may differ from one walk to the next, in their order, their fill and their tokens; what they tell may not.
    const { AccountId } = input;
    const account = AccountId === undefined ? {} : { AccountId };
    if (!hasList(context)) {
      const before = await readRegions(caller, account);
      return () => showsAll({ context, caller, account }, before);
    }
    const statuses = await readList(caller, account);
    return () => walk(caller, { ...account, MaxResults: pageSizes(context).max }, statuses);
  }
  await caller.call(operation, input);
  const as = context.session.calls.length - 1;
  return () => caller.expect(operation, input).toAnswer({ kind: 'same-answer', as });
}

/** A read whose later answer has to equal its earlier one. */
export interface Read {
  readonly operation: string;
  readonly input: JsonObject;
}

/** Reads, does `steps`, and reads again: nothing may have changed, where `mustNotChange` then says so. */
export async function expectUnchangedFor(
  { context, caller }: RuleSubject,
  reads: readonly Read[],
  steps: () => Promise<unknown>,
  mustNotChange: () => boolean = () => true,
): Promise<void> {
  const callers = reads.map((read) => ({ caller, ...read }));
  await expectUnchanged(context, callers, steps, mustNotChange);
}
