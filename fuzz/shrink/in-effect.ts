import type { Contract } from '../../spec/contract.ts';
import type { Target } from '../../targets/target.ts';
import { accountActedOn, type FuzzCall } from '../fuzz-call.ts';
import { readBack } from '../execute/read-back.ts';

const SUBJECTS = ['RegionName', 'AlternateContactType'];

/** Where a change of a region takes longer, changes are made one after another without a wait for each. */
const LONGEST_WAIT_MS = 60_000;

/**
 * Short ways to the state in which the last call was made: the last change of each thing in its account, with a wait
 * until the changes of regions are done. Without it the next call would find under way what was done at first.
 * @param changes those that were accepted, in order.
 */
export function inEffect(
  changes: readonly FuzzCall[],
  last: FuzzCall,
  { target, contract }: { readonly target: Target; readonly contract: Contract },
): FuzzCall[][] {
  const accountOf = (call: FuzzCall) => {
    const identity = target.identities.find(({ name }) => name === call.identity);
    return identity && accountActedOn(identity, call);
  };
  const ofAccount = changes.filter((call) => call !== last && accountOf(call) === accountOf(last));
  const latest = [...new Map(ofAccount.map((call) => [subjectOf(call), call])).values()];
  const free = Math.max(...[...latest, last].map(({ id }) => id)) + 1;
  const waitFor = (call: FuzzCall, at: number): FuzzCall[] => {
    if (contract.operations[call.operation]?.changes !== 'region') return [];
    const read = readBack(contract, call, free + at);
    return read ? [{ ...read, label: 'until settled', untilSettled: true }] : [];
  };
  const waits = latest.flatMap(waitFor);
  const together = [...latest, ...waits, last];
  if (waits.length === 0 || target.timing.regionTimeout > LONGEST_WAIT_MS) return [together];
  return [together, [...latest.flatMap((call, at) => [call, ...waitFor(call, at)]), last]];
}

/** Whether the call names what another call is about: the same region or type of contact. */
export function sameSubject({ input }: FuzzCall, other: FuzzCall): boolean {
  return SUBJECTS.every(
    (member) => other.input[member] === undefined || input[member] === other.input[member],
  );
}

function subjectOf({ operation, input }: FuzzCall): unknown {
  return SUBJECTS.map((member) => input[member]).find((subject) => subject !== undefined) ?? operation;
}
