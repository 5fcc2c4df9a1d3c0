import { createHash } from 'node:crypto';
import { alternateContact } from '../../generators/values/input.ts';
import type { AnswerExpectation } from '../../results/record.ts';
import type { Operation } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { loadSigning } from '../../spec/load-signing.ts';
import type { Header, Signing, WireRequest } from '../../targets/transport/exchange.ts';
import { headerValue } from '../../targets/transport/header-list.ts';
import { dateOf } from '../../targets/pacing/pace.ts';
import { signingDate } from '../../targets/signing/sign.ts';
import type { Answer } from '../../harness/answers/answer.ts';
import { Caller } from '../../harness/caller.ts';
import type { RuleContext } from '../../harness/context.ts';
import { operationRequest } from '../../harness/contract-lookup.ts';
import type { Variant } from '../../generators/values/variant.ts';
import { firstThatHolds } from '../../harness/tries.ts';
import { type RuleSubject, precondition, draw, returning } from '../../harness/subject.ts';
import { expectUnchangedFor } from '../../harness/resources/expect-unchanged.ts';
import { alternate, contactsToTry } from '../steps/contact-kinds.ts';
import { CONTACT_OPERATIONS, put, putAndRead, reads, typeOf } from '../steps/contacts.ts';
import { Blocked } from '../../harness/errors.ts';
import { type SigningFault, editAuthorization } from './fault.ts';

/** A write and a read: to both the faults of a signature are applied. */
export const SIGNED_OPERATIONS = ['PutAlternateContact', 'GetAlternateContact'] as const;

type SignedOperation = (typeof SIGNED_OPERATIONS)[number];

const HASH_HEADER = 'x-amz-content-sha256';

/** The values of one attempt: what the write would store, and what is stored. */
interface Contacts {
  readonly sent: JsonObject;
  readonly stored: JsonObject;
}

/** The request with nothing wrong with it, and how the changed one differs from it. */
interface Twins {
  readonly twin: WireRequest;
  readonly changed: WireRequest;
}

/** A refusal with one of the names that a refused signature may have, each with its own statuses. */
export function signingNames(): AnswerExpectation {
  const { names, statusesByName } = loadSigning();
  const answers = names.map((error) => ({ error, statuses: [...(statusesByName[error] ?? [])] }));
  return { kind: 'refused', answers };
}

/** The first identity with temporary credentials. @throws {Blocked} where there is none. */
export async function callerWithToken({ target, session }: RuleContext): Promise<Caller> {
  for (const identity of target.identities) {
    const { sessionToken } = await identity.credentials();
    if (sessionToken !== undefined) return new Caller(session, identity);
  }
  throw new Blocked(
    'no identity has a session token: configure one with sessionToken, or with a profile or role that gives one',
  );
}

/** Sees the correctly signed twin accepted, then the changed request answered as expected and without effect. */
export async function refusedUnlikeTwin(
  subject: RuleSubject,
  operation: SignedOperation,
  fault: SigningFault,
  expected: AnswerExpectation,
): Promise<void> {
  const { contacts, changed, seen } = await firstAccepted(subject, async (tried) => {
    const twins = twinsOf(subject, operation, fault, tried);
    if (operation === 'GetAlternateContact') await putAndRead(subject.caller, tried.stored);
    const twin = await subject.caller.expectWire(twins.twin, accepted(operation, tried));
    if (operation === 'PutAlternateContact') await putAndRead(subject.caller, tried.stored);
    return { contacts: tried, changed: twins.changed, seen: twin };
  });
  const request = withEdit(changed, fault, seen);
  const read = { operation: 'GetAlternateContact', input: typeOf(contacts.stored) };
  await expectUnchangedFor(subject, [read], () => subject.caller.expectWire(request, expected));
}

/** Sends a request that has to be accepted although its signature is not of the ordinary form. */
async function acceptedAsTwin(
  subject: RuleSubject,
  operation: SignedOperation,
  fault: SigningFault,
): Promise<void> {
  const { contacts, changed, seen } = await firstAccepted(subject, async (tried) => {
    const twins = twinsOf(subject, operation, fault, tried);
    // That the contact is accepted is not in question when it is put with this signature.
    if (operation === 'PutAlternateContact') await put(subject.caller, tried.sent);
    await put(subject.caller, tried.stored);
    const twin = fault.authorization
      ? await subject.caller.expectWire(twins.twin, accepted(operation, tried))
      : undefined;
    await putAndRead(subject.caller, tried.stored);
    return { contacts: tried, changed: twins.changed, seen: twin };
  });
  await subject.caller.expectWire(withEdit(changed, fault, seen), accepted(operation, contacts));
  if (operation !== 'PutAlternateContact') return;
  await reads(subject.caller, contacts.sent);
}

function accepted(operation: SignedOperation, { stored }: Contacts): AnswerExpectation {
  return operation === 'PutAlternateContact' ? { kind: 'success' } : returning({ AlternateContact: stored });
}

/** Takes the steps that a judgement rests on with drawn contacts; where those are refused, with what was seen accepted. */
function firstAccepted<R>(subject: RuleSubject, steps: (contacts: Contacts) => Promise<R>): Promise<R> {
  return precondition(() => firstThatHolds(subject.context.session, contactsOf(subject), steps));
}

function contactsOf(subject: RuleSubject): Contacts[] {
  const { context } = subject;
  const { contract, target } = context;
  const drawn = alternateContact(contract, { values: target.values });
  const sent = draw(subject, 'sent contact', drawn);
  const stored = { ...draw(subject, 'stored contact', drawn), ...typeOf(sent) };
  return contactsToTry(context, alternate, [sent, stored]).map(
    ({ values: [one = sent, other = stored] }) => ({
      sent: one,
      stored: other,
    }),
  );
}

/** How headers are signed is what these rules ask. */
const EVERY_HEADER: Signing = { everyHeader: true };

function twinsOf(
  { context, caller }: RuleSubject,
  operation: SignedOperation,
  fault: SigningFault,
  { sent, stored }: Contacts,
): Twins {
  const input = operation === 'PutAlternateContact' ? sent : typeOf(stored);
  const plain = operationRequest(context.contract, caller.identity, operation, input);
  const now = dateOf(context.regions.pace);
  const date = signingDate(new Date(now));
  const pinned: Header[] =
    fault.authorization || fault.dateMovedBy !== undefined ? [['x-amz-date', date]] : [];
  const hash: Header[] = fault.statesHash
    ? [[HASH_HEADER, createHash('sha256').update(plain.body).digest('hex')]]
    : [];
  const transport = fault.transport === undefined ? {} : { transport: fault.transport };
  const twin: WireRequest = {
    ...plain,
    headers: [...plain.headers, ...(fault.headers ?? []), ...pinned, ...hash],
    ...transport,
    signing: EVERY_HEADER,
  };
  const signing: Signing = {
    ...EVERY_HEADER,
    ...fault.signing,
    ...(fault.body === undefined ? {} : { signedBody: asText(plain.body) }),
    ...(fault.signedPathOf === undefined
      ? {}
      : { signedTarget: context.contract.operations[fault.signedPathOf]?.path ?? '/' }),
    ...(fault.dateMovedBy === undefined
      ? {}
      : { afterSigning: { 'x-amz-date': signingDate(new Date(now + fault.dateMovedBy)) } }),
    ...(fault.dateOfNow === undefined
      ? {}
      : { afterSigning: { date: fault.dateOfNow === 'basic' ? date : new Date(now).toUTCString() } }),
  };
  const body = changedBody(input, stored, fault) ?? plain.body;
  return { twin, changed: { ...twin, body, signing, provokes: ['signature'] } };
}

/** In a finding the signed bytes stand as text, from which they are signed again. */
function asText(body: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(body);
  return Object.assign(Uint8Array.from(body), { toJSON: () => text });
}

/** The changed body is as valid as the signed one: without the signature it would be accepted. */
function changedBody(input: JsonObject, stored: JsonObject, { body }: SigningFault): Uint8Array | null {
  if (!body) return null;
  const text = JSON.stringify(input);
  const other = body.kind === 'other' ? changedTexts(input, stored) : null;
  const letter = body.kind === 'letter' ? changedLetter(input, body.member, body.at) : null;
  const blank = body.kind === 'blank' ? body.text : ' ';
  const changed = other ?? letter;
  return new TextEncoder().encode(changed ? JSON.stringify(changed) : text.replace('{', `{${blank}`));
}

function changedTexts(input: JsonObject, stored: JsonObject): JsonObject | null {
  const { Name: name } = stored;
  if (input['Name'] === undefined || typeof name !== 'string') return null;
  return { ...input, Name: `${name.slice(0, 40)} else`, Title: 'Other' };
}

function changedLetter(input: JsonObject, member: string, at: number): JsonObject | null {
  const value = input[member];
  if (typeof value !== 'string') return null;
  const characters = Array.from(value);
  const index = at % characters.length;
  characters[index] = characters[index] === 'x' ? 'y' : 'x';
  return { ...input, [member]: characters.join('') };
}

function withEdit(
  request: WireRequest,
  { authorization: edit }: SigningFault,
  twin: Answer | undefined,
): WireRequest {
  if (!edit) return request;
  const value = headerValue(twin?.exchange.sentHeaders ?? [], 'authorization') ?? '';
  const afterSigning = {
    ...request.signing?.afterSigning,
    authorization: editAuthorization(value, edit),
  };
  return { ...request, signing: { ...request.signing, afterSigning } };
}

export const SIGNED = { since: '0.1.0', operations: CONTACT_OPERATIONS, capability: 'signatures' } as const;

/** Signed in place of the body that is sent. */
export const OTHER_BODY = '{"other":1}';

export function wireOf({ contract }: RuleContext, { identity }: Caller, operation: Operation, input: object) {
  return {
    identity,
    operation: operation.name,
    method: operation.method,
    target: operation.path,
    headers: [['content-type', contract.wire.contentType]] as const,
    body: new TextEncoder().encode(JSON.stringify(input)),
    provokes: ['signature'] as const,
  };
}

export async function acceptsAll(
  context: RuleContext,
  forms: readonly Variant<SigningFault>[],
): Promise<void> {
  const subject = { context, caller: context.caller, account: {} };
  for (const operation of SIGNED_OPERATIONS) {
    await context.forEach(forms, (fault) => acceptedAsTwin(subject, operation, fault));
  }
}
