import type { Contract, Operation } from '../spec/contract.ts';
import { alternateContact, primaryContact } from './clauses/contacts.ts';
import type { OracleCall } from './call.ts';
import { whoseAccount } from './clauses/context.ts';
import type { AllowedAnswer } from './clauses/form.ts';
import { judgeInput, type InputVerdict } from './input/input-verdict.ts';
import { jsonObject, textOf } from './input/json-object.ts';
import { listRegions } from './clauses/list-regions.ts';
import { primaryEmail } from './clauses/primary-email.ts';
import { region } from './clauses/region.ts';
import type { ModelOptions, Possible, Request } from './setting.ts';
import { ERRORS, namelessRefusal, refusedAs } from './clauses/refusal.ts';
import { mayBeRefusedNameless } from './input/text-verdict.ts';
import type { State } from './state/state.ts';
import { strictest, type Verdict } from './clauses/clause.ts';

/** Everything that can be said of a call before its answer is known. */
export interface Analysis {
  readonly operation: Operation;
  readonly forms: readonly AllowedAnswer[];
  /** The strictest verdict on the request. */
  readonly verdict: Verdict;
  /** What is contested or unusual in its values, in words. */
  readonly notes: readonly string[];
  /** After the call, if it was carried out; the state itself, if it must not be. */
  readonly effect: () => State;
  readonly forget: (state: State) => State;
}

const ACCOUNT = 'AccountId';

/**
 * Everything that the contract says of a call in a state.
 * @throws {RangeError} for an operation that the contract does not have.
 */
export function analyseCall(
  contract: Contract,
  options: ModelOptions,
  state: State,
  call: OracleCall,
): Analysis {
  const operation = contract.operations[call.operation];
  if (!operation) throw new RangeError(`${call.operation} is not an operation of the contract`);
  const values = judgeInput(operation.input, call.input);
  const input = jsonObject(call.input) ?? {};
  const context = whoseAccount(options.world, call.caller, operation, namedAccount(call, values));
  const { caller } = call;
  const { accountId } = context;
  const request: Request = { contract, options, operation, state, caller, accountId, input };
  const possible = answersOf(request);
  const verdicts: Verdict[] = [
    context,
    ...values,
    ...implausible(request),
    ...blank(request),
    ...possible.verdicts,
  ];
  const verdict = strictest(verdicts) ?? context;
  const { refused = state } = possible;
  return {
    operation,
    forms: [...acceptances(verdict, possible), ...refusals(verdicts, refused)],
    verdict,
    notes: values.filter(({ acceptance }) => acceptance === 'contested').map(note),
    effect: verdict.acceptance === 'must-refuse' ? () => refused : possible.effect,
    forget: (from) => possible.forget(possible.forget(from, accountId), caller.accountId),
  };
}

/** What a service that checks more than form may take or refuse as invalid. */
function implausible({ options, operation, input }: Request): Verdict[] {
  if (options.isPlausible?.(operation, input) ?? true) return [];
  return [{ acceptance: 'contested', clause: 'contested-input', refusals: [refusedAs([ERRORS.invalid])] }];
}

/** A refusal of text that is nothing but white space may lack its name. */
function blank({ contract, input }: Request): Verdict[] {
  if (!mayBeRefusedNameless(contract, input)) return [];
  const nameless = namelessRefusal(contract.wire.nameless.statuses);
  return [{ acceptance: 'contested', clause: 'contested-input', refusals: [nameless] }];
}

/** The AccountId of the input. A malformed one names an account only for callers who may name none. */
function namedAccount({ input, caller }: OracleCall, values: readonly InputVerdict[]): string | undefined {
  const malformed = values.some(({ path, acceptance }) => path === ACCOUNT && acceptance === 'must-refuse');
  if (!malformed) return textOf(jsonObject(input) ?? {}, ACCOUNT);
  return caller.role === 'member' || caller.role === 'standalone' ? '' : undefined;
}

function answersOf(request: Request): Possible {
  const { operation } = request;
  if (operation.name === 'ListRegions') return listRegions(request);
  switch (operation.changes ?? operation.reads) {
    case 'alternate-contact':
      return alternateContact(request);
    case 'primary-contact':
      return primaryContact(request);
    case 'region':
      return region(request);
    case 'primary-email':
      return primaryEmail(request);
    case null:
      throw new RangeError(`${operation.name} neither reads nor changes anything`);
  }
}

function acceptances({ acceptance, clause }: Verdict, { forms }: Possible): readonly AllowedAnswer[] {
  if (acceptance === 'must-refuse') return [];
  if (acceptance !== 'should-refuse') return forms;
  return forms.map((form) => ({ ...form, breaks: 'should', clause }));
}

function refusals(verdicts: readonly Verdict[], state: State): AllowedAnswer[] {
  return verdicts.flatMap(({ acceptance, clause, refusals: known }) =>
    known.map((refusal): AllowedAnswer => {
      const breaks = acceptance === 'should' ? 'should' : refusal.breaks;
      return { outcome: 'refusal', breaks, clause, refusal, state };
    }),
  );
}

function note({ path, because }: InputVerdict): string {
  return `contested: ${path === '' ? 'the input' : path} (${because})`;
}
