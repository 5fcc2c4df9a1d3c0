import type { Clause } from './clause.ts';
import { found } from './contact-forms.ts';
import {
  accepted,
  mayBeGivenUp,
  notPending,
  sameAddress,
  started,
  UNKNOWN_EMAIL,
  type Belief,
  type EmailBelief,
} from '../state/belief.ts';
import { ERRORS, refusedAnyhow, refusedAs, type Refusal } from './refusal.ts';
import type { AllowedAnswer, RefusalForm, SuccessForm } from './form.ts';
import { textOf } from '../input/json-object.ts';
import type { Possible, Request } from '../setting.ts';
import { accountOf, withAccount, type State } from '../state/state.ts';
import { storedFrom } from '../state/stored.ts';
import { judgeText } from '../input/text-verdict.ts';

const GET = 'GetPrimaryEmail';
const START = 'StartPrimaryEmailUpdate';
const EMAIL = 'PrimaryEmail';
const PASSWORD = 'Otp';
const STATUS = 'Status';

/**
 * Reading the primary e-mail address, starting an update of it and accepting one. Which updates were started before
 * the first call is not known, so that one to an address that was never seen may be accepted.
 */
export function primaryEmail(request: Request): Possible {
  switch (request.operation.name) {
    case GET:
      return reading(request);
    case START:
      return starting(request);
    default:
      return requireAccepted(request);
  }
}

/** Not found is what a read may say until it has shown an address: the sources do not say of which account. */
function reading(request: Request): Possible {
  const { state } = request;
  const belief = beliefOf(request);
  const common = {
    shape: shownShape(request),
    required: [EMAIL],
    outputMember: null,
    judgedByCheck: null,
    check: () => null,
  };
  const describe = () => `success with ${described(mayBeShown(belief))}`;
  const update = (address: Belief) => withBelief(request, { ...belief, address });
  // Once one of those is shown that were accepted, none before it comes back.
  const ahead = belief.ahead.map((stored, at) => ({
    ...common,
    belief: [stored],
    update: (address: Belief) =>
      withBelief(request, { ...belief, address, ahead: belief.ahead.slice(at + 1) }),
  }));
  const shown = [{ ...common, belief: belief.address, update }, ...ahead]
    .flatMap((read) => found(read, 'email-read', null))
    .map((form) => ({ ...form, describe }));
  const unseen =
    belief.address === 'unknown' ? [refusal('email-read', refusedAs([ERRORS.notFound]), state)] : [];
  return { verdicts: [], forms: [...shown, ...unseen], effect: () => state, forget };
}

function starting(request: Request): Possible {
  const { state, input, caller } = request;
  const belief = beliefOf(request);
  const email = textOf(input, EMAIL) ?? '';
  const effect = () => {
    const pending = isCertain(request, email) ? { email, startedBy: caller.accountId } : null;
    return withBelief(request, started(belief, email, pending));
  };
  // The address that the account already has is not a new one.
  const refusals = mayBe(mayBeShown(belief), email) ? [ERRORS.conflict, ERRORS.invalid] : [ERRORS.conflict];
  const forms = [
    withStatus('email-start', 'PENDING', effect),
    refusal('email-start', refusedAs(refusals), state),
  ];
  return { verdicts: [], forms, effect, forget };
}

function requireAccepted(request: Request): Possible {
  const { state, options, input } = request;
  const belief = beliefOf(request);
  const email = textOf(input, EMAIL) ?? '';
  const right = options.oneTimePassword;
  const isRight = right !== undefined && textOf(input, PASSWORD) === right;
  const wary = withBelief(request, mayBeGivenUp(belief));
  // Also where the request is refused for something else: a malformed password is a wrong one too.
  const refused = isRight ? state : wary;
  if (right !== undefined && !isRight) {
    const forms = [refusal('email-password', refusedAnyhow(), wary)];
    return { verdicts: [], forms, effect: () => wary, refused, forget };
  }
  const stored = storedFrom(shownShape(request), { [EMAIL]: email });
  const effect = (isCompleted: boolean) => withBelief(request, accepted(belief, email, stored, isCompleted));
  const forms = acceptances(request, { belief, email, isRight, effect, wary });
  const possible = forms.some(({ outcome }) => outcome === 'success');
  return { verdicts: [], forms, effect: possible ? () => effect(false) : () => refused, refused, forget };
}

interface Acceptance {
  readonly belief: EmailBelief;
  readonly email: string;
  /** Whether its password is known to be the one that was sent. */
  readonly isRight: boolean;
  readonly effect: (isCompleted: boolean) => State;
  /** After a refusal for which the service may give up what is pending. */
  readonly wary: State;
}

/** The answers to an acceptance whose password may be right. */
function acceptances(request: Request, acceptance: Acceptance): AllowedAnswer[] {
  const { accountId: caller } = request.caller;
  const { belief, email, isRight, effect, wary } = acceptance;
  const { pending, settled } = belief;
  const last = settled.find((one) => one.email === email && [null, caller].includes(one.refusedTo));
  if (last && last.refusedTo !== null)
    return [refusal('email-not-pending', refusedAnyhow(), isRight ? request.state : wary)];
  const conflict = refusal('email-accept', refusedAs([ERRORS.conflict]), wary);
  if (isRight && pending?.email === email) {
    const successes = withAcceptance('email-accept', effect);
    if (pending.startedBy === caller) return [...successes, conflict];
    return [
      ...successes,
      conflict,
      refusal('email-either-manager', refusedAnyhow({ breaks: 'should' }), wary),
    ];
  }
  const after =
    isRight && isCertain(request, email) ? withBelief(request, notPending(belief, email, caller)) : wary;
  const again = last !== undefined && !mayBe(mayBeShown(belief), email);
  const clause = again ? 'email-accepted-once' : 'email-accept';
  return [
    ...withAcceptance(clause, effect, again ? 'should' : null),
    refusal(clause, refusedAnyhow(), after),
    conflict,
  ];
}

/** Accepted, so that the address changes some time later, or completed, so that it has changed. */
function withAcceptance(
  clause: Clause,
  effect: Acceptance['effect'],
  breaks: 'should' | null = null,
): SuccessForm[] {
  return [
    withStatus(clause, 'ACCEPTED', () => effect(false), breaks),
    withStatus(clause, 'COMPLETED', () => effect(true), breaks),
  ];
}

/** Success with a status; anything else in the output is not the model's. */
function withStatus(
  clause: Clause,
  status: string,
  after: () => State,
  breaks: 'should' | null = null,
): SuccessForm {
  return {
    outcome: 'success',
    breaks,
    clause,
    describe: () => `success with ${STATUS} ${status}`,
    judge: (output) =>
      textOf(output ?? {}, STATUS) === status
        ? { state: after() }
        : { problem: `${STATUS} is not ${status}` },
  };
}

function refusal(clause: Clause, as: Refusal, state: State): RefusalForm {
  return { outcome: 'refusal', breaks: as.breaks, clause, refusal: as, state };
}

function beliefOf({ state, accountId }: Request): EmailBelief {
  return accountOf(state, accountId).email;
}

/** The state itself, where that is what is believed already. */
function withBelief({ state, accountId }: Request, email: EmailBelief): State {
  return accountOf(state, accountId).email === email ? state : withAccount(state, accountId, { email });
}

function forget(from: State, id: string): State {
  return withAccount(from, id, { email: UNKNOWN_EMAIL });
}

/** The output of the read, of which the address is the one member. */
function shownShape({ contract }: Request) {
  const shape = contract.operations[GET]?.output;
  if (!shape) throw new RangeError(`${GET}: no output in this contract`);
  return shape;
}

/** Whether no service may refuse the address for its form, nor take it for another one. */
function isCertain({ operation }: Request, email: string): boolean {
  const shape = operation.input.members[EMAIL]?.shape;
  return shape?.kind === 'string' && judgeText(shape, email).acceptance === 'must';
}

/** Every address that a read may show. */
function mayBeShown({ address, ahead }: EmailBelief): Belief {
  return address === 'unknown' ? address : [...address, ...ahead];
}

/** Whether the account may have the address now. */
function mayBe(address: Belief, email: string): boolean {
  if (address === 'unknown') return true;
  const forms = address.flatMap((stored) => stored?.members[EMAIL] ?? []);
  return forms.some((form) => form !== null && sameAddress(form, email));
}

function described(address: Belief): string {
  if (address === 'unknown') return `any ${EMAIL}`;
  const texts = address.flatMap((stored) => {
    if (!stored?.written) return ['that was read before'];
    return (stored.members[EMAIL] ?? []).slice(0, 1).map((form) => JSON.stringify(form));
  });
  return `the ${EMAIL} ${texts.join(' or ')}`;
}
