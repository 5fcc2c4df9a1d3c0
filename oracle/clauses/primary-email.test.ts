import { expect, test } from 'vitest';
import type { Json } from '../../spec/json.ts';
import type { Answer, Caller, OracleCall } from '../call.ts';
import { CLAUSES, type Clause } from './clause.ts';
import { mergeStates } from '../state/merge-states.ts';
import { UNKNOWN_STATE, type State, stateKey } from '../state/state.ts';
import {
  CONFLICT,
  CURRENT,
  DELEGATE,
  DENIED,
  FAILED,
  INVALID,
  MANAGEMENT,
  MEMBER,
  NOBODY,
  NOT_FOUND,
  NO_ANSWER,
  OTHER_MEMBER,
  THROTTLED,
  after,
  call,
  delegate,
  management,
  member,
  modelAt,
  refusal,
  standalone,
  success,
  verdictOn,
} from '../testing/world.ts';

const RIGHT = 'a1b2c3';
const WRONG = 'a1b2c4';
const OLD = 'old@example.com';
const NEW = 'new@example.com';
const LATER = 'later@example.com';
/** Of a form that the sources leave open. */
const UNUSUAL = 'Some.One@Example.com';

const must = modelAt('must', { oneTimePassword: RIGHT }, CURRENT);
const should = modelAt('should', { oneTimePassword: RIGHT }, CURRENT);
const uninformed = modelAt('should', {}, CURRENT);

interface By {
  readonly AccountId?: string;
  readonly caller?: Caller;
}

const get = ({ AccountId = MEMBER, caller = management }: By = {}): OracleCall =>
  call('GetPrimaryEmail', { AccountId }, caller);
const start = (PrimaryEmail: Json, { AccountId = MEMBER, caller = management }: By = {}): OracleCall =>
  call('StartPrimaryEmailUpdate', { AccountId, PrimaryEmail }, caller);
const accept = (
  PrimaryEmail: Json,
  Otp: Json = RIGHT,
  { AccountId = MEMBER, caller = management }: By = {},
): OracleCall => call('AcceptPrimaryEmailUpdate', { AccountId, Otp, PrimaryEmail }, caller);

const shown = (PrimaryEmail: Json): Answer => success({ PrimaryEmail });
const PENDING = success({ Status: 'PENDING' });
const ACCEPTED = success({ Status: 'ACCEPTED' });
const COMPLETED = success({ Status: 'COMPLETED' });

type Exchange = readonly [OracleCall, Answer];
const reached = (...steps: readonly Exchange[]): State => after(should, UNKNOWN_STATE, ...steps);

const known = reached([get(), shown(OLD)]);
const pending = reached([get(), shown(OLD)], [start(NEW), PENDING]);
const replaced = after(should, pending, [start(LATER), PENDING]);
const weakened = after(should, pending, [accept(NEW, WRONG), DENIED]);
const changed = after(should, pending, [accept(NEW), COMPLETED]);
const moved = after(should, changed, [start(LATER), PENDING], [accept(LATER), COMPLETED]);
const refused = after(should, changed, [accept(LATER), NOT_FOUND]);

const UNDOCUMENTED: Answer[] = [
  refusal(500, 'SomethingElse'),
  refusal(404, 'ValidationException'),
  refusal(400, 'NoSuchError'),
  refusal(302, null),
  { ...success(), status: 201 },
];
const REFUSALS = [DENIED, INVALID, NOT_FOUND];

/** For each operation and state: the answers that are right, and wrong ones beside those that always are. */
const cases: [name: string, state: State, sent: OracleCall, right: Answer[], wrong: Answer[]][] = [
  [
    'get, unknown',
    UNKNOWN_STATE,
    get(),
    [shown(OLD), shown(UNUSUAL), success({ PrimaryEmail: NEW, Later: 1 }), NOT_FOUND],
    [success(), success({}), shown(5), shown(null), DENIED, INVALID, CONFLICT],
  ],
  [
    'get, read before',
    known,
    get(),
    [shown(OLD), success({ PrimaryEmail: OLD, Later: 1 })],
    [shown(NEW), shown('Old@example.com'), shown(` ${OLD}`), success({}), success(), ...REFUSALS, CONFLICT],
  ],
  ['get, update started', pending, get(), [shown(OLD)], [shown(NEW), NOT_FOUND]],
  [
    'get, update accepted',
    changed,
    get(),
    [shown(NEW)],
    [shown(OLD), shown('NEW@example.com'), shown(`${NEW} `), NOT_FOUND],
  ],
  ['get, acceptance refused', weakened, get(), [shown(OLD)], [shown(NEW)]],
  ['get, of another account', known, get({ AccountId: OTHER_MEMBER }), [shown(NEW), NOT_FOUND], [DENIED]],
  [
    'start, unknown',
    UNKNOWN_STATE,
    start(NEW),
    [PENDING, CONFLICT, INVALID],
    [COMPLETED, success(), success({}), success({ Status: 'pending' }), shown(NEW), DENIED, NOT_FOUND],
  ],
  ['start, another pending', pending, start(LATER), [PENDING, CONFLICT], [COMPLETED, ...REFUSALS]],
  ['start, the address of the account', known, start(OLD), [PENDING, CONFLICT, INVALID], [COMPLETED, DENIED]],
  ['start, accepted before', moved, start(NEW), [PENDING, CONFLICT], [COMPLETED, ...REFUSALS]],
  ['start, unusual', known, start(UNUSUAL), [PENDING, CONFLICT, INVALID], [COMPLETED, DENIED, NOT_FOUND]],
  ['accept, unknown', UNKNOWN_STATE, accept(NEW), [COMPLETED, CONFLICT, ...REFUSALS], [PENDING, success({})]],
  [
    'accept, the one that was started',
    pending,
    accept(NEW),
    [COMPLETED, CONFLICT],
    [PENDING, success(), success({}), shown(NEW), ...REFUSALS],
  ],
  ['accept, the one that was started last', replaced, accept(LATER), [COMPLETED, CONFLICT], REFUSALS],
  [
    'accept, one that may be replaced',
    replaced,
    accept(NEW),
    [COMPLETED, CONFLICT, ...REFUSALS],
    [PENDING, success()],
  ],
  [
    'accept, wrong password',
    pending,
    accept(NEW, WRONG),
    [CONFLICT, ...REFUSALS],
    [COMPLETED, PENDING, success()],
  ],
  [
    'accept, wrong password, unknown',
    UNKNOWN_STATE,
    accept(NEW, WRONG),
    [CONFLICT, ...REFUSALS],
    [COMPLETED],
  ],
  ['accept, the case changed', pending, accept(NEW, RIGHT.toUpperCase()), REFUSALS, [COMPLETED]],
  ['accept, malformed password', pending, accept(NEW, `${RIGHT}0`), [INVALID], [COMPLETED, DENIED]],
  ['accept, after a wrong password', weakened, accept(NEW), [COMPLETED, CONFLICT, ...REFUSALS], [PENDING]],
  [
    'accept, to another address than was started',
    pending,
    accept(LATER),
    [COMPLETED, CONFLICT, ...REFUSALS],
    [PENDING],
  ],
  ['accept, refused before', refused, accept(LATER), [CONFLICT, ...REFUSALS], [COMPLETED, PENDING]],
  ['accept, again at once', changed, accept(NEW), [COMPLETED, CONFLICT, ...REFUSALS], [PENDING]],
  ['accept, unusual', pending, accept(UNUSUAL), [COMPLETED, CONFLICT, ...REFUSALS], [PENDING]],
];

test.each(cases)('%s', (_, state, sent, right, wrong) => {
  for (const model of [must, should]) {
    const verdict = (answer: Answer) => [answer, verdictOn(model, state, sent, answer)];
    expect(right.map(verdict)).toEqual(right.map((answer) => [answer, 'ok']));
    const others = [...wrong, ...UNDOCUMENTED];
    expect(others.map(verdict)).toEqual(others.map((answer) => [answer, 'must']));
  }
});

const statements: [name: string, state: State, sent: OracleCall, answer: Answer, clause: Clause][] = [
  ['another address', known, get(), shown(NEW), 'email-read'],
  ['no address', known, get(), NOT_FOUND, 'email-read'],
  ['started as accepted', known, start(NEW), COMPLETED, 'email-start'],
  ['not started', known, start(NEW), DENIED, 'email-start'],
  ['a right acceptance refused', pending, accept(NEW), DENIED, 'email-accept'],
  ['accepted as pending', pending, accept(NEW), PENDING, 'email-accept'],
  ['a wrong password accepted', pending, accept(NEW, WRONG), COMPLETED, 'email-password'],
  ['accepted without an update', refused, accept(LATER), COMPLETED, 'email-not-pending'],
  [
    'started without an account',
    known,
    call('StartPrimaryEmailUpdate', { PrimaryEmail: NEW }, management),
    PENDING,
    'invalid-input',
  ],
];

test.each(statements)('%s: the answer breaks its statement', (_, state, sent, answer, clause) => {
  expect(must.judge(state, sent, answer)).toMatchObject({
    allowed: false,
    level: 'must',
    clause: CLAUSES[clause],
  });
});

test('What was accepted is what is expected from then on, in words too', () => {
  expect(must.judge(changed, get(), shown(LATER))).toMatchObject({
    expected: `success with the PrimaryEmail "${NEW}"`,
    actual: expect.stringContaining('PrimaryEmail is another text of length 17'),
  });
  expect(must.judge(known, get(), shown(LATER))).toMatchObject({
    expected: 'success with the PrimaryEmail that was read before',
  });
  expect(must.judge(UNKNOWN_STATE, get(), DENIED)).toMatchObject({
    expected: 'success with any PrimaryEmail; or refused as ResourceNotFoundException',
  });
});

test.each([
  ['management', management, 'must'],
  ['delegate', delegate, 'must'],
  // Whoever may name no account at all may also be told so.
  ['standalone', standalone, 'ok'],
  ['member', member, 'ok'],
])('A call of %s that names no account is refused as invalid', (_, caller, denied) => {
  const calls = [
    call('GetPrimaryEmail', {}, caller),
    call('StartPrimaryEmailUpdate', { PrimaryEmail: NEW }, caller),
    call('AcceptPrimaryEmailUpdate', { PrimaryEmail: NEW, Otp: RIGHT }, caller),
  ];
  for (const sent of calls) {
    for (const answer of [shown(OLD), PENDING, COMPLETED]) {
      expect(verdictOn(must, UNKNOWN_STATE, sent, answer)).toBe('must');
    }
    expect(verdictOn(should, UNKNOWN_STATE, sent, NOT_FOUND)).not.toBe('ok');
    expect(verdictOn(must, UNKNOWN_STATE, sent, DENIED)).toBe(denied);
    expect(verdictOn(should, UNKNOWN_STATE, sent, INVALID)).toBe('ok');
  }
});

const elsewhere: By[] = [
  { AccountId: MANAGEMENT },
  { AccountId: MEMBER, caller: member },
  { AccountId: MANAGEMENT, caller: delegate },
  { AccountId: NOBODY },
  { AccountId: MEMBER, caller: standalone },
];

test.each(elsewhere)('Who may not name the account is refused, and nothing changes: %j', (by) => {
  const state = reached([start(NEW, { AccountId: MEMBER }), PENDING]);
  for (const [sent, answer] of [
    [get(by), shown(OLD)],
    [start(LATER, by), PENDING],
    [accept(NEW, RIGHT, by), COMPLETED],
  ] as const) {
    expect(verdictOn(must, state, sent, answer)).toBe('must');
    expect(verdictOn(must, state, sent, DENIED)).toBe('ok');
    const next = after(must, state, [sent, DENIED]);
    expect(verdictOn(must, next, accept(NEW), DENIED)).toBe('must');
  }
});

test('The delegate is expected to act on its own account', () => {
  const own = { AccountId: DELEGATE, caller: delegate };
  for (const sent of [get(own), start(NEW, own)]) {
    expect(verdictOn(must, UNKNOWN_STATE, sent, DENIED)).toBe('ok');
    expect(verdictOn(should, UNKNOWN_STATE, sent, DENIED)).toBe('should');
  }
  const state = reached([start(NEW, own), PENDING], [accept(NEW, RIGHT, own), COMPLETED]);
  expect(verdictOn(must, state, get(own), shown(OLD))).toBe('must');
});

test('Another account keeps its address and its updates', () => {
  const other = { AccountId: OTHER_MEMBER };
  const state = after(
    should,
    known,
    [get(other), shown(LATER)],
    [start(NEW), PENDING],
    [accept(NEW), COMPLETED],
  );
  expect(verdictOn(must, state, get(other), shown(LATER))).toBe('ok');
  expect(verdictOn(must, state, get(other), shown(NEW))).toBe('must');
  const refusedThere = after(
    should,
    UNKNOWN_STATE,
    [start(LATER, other), PENDING],
    [accept(NEW, RIGHT, other), NOT_FOUND],
    [start(NEW), PENDING],
  );
  expect(verdictOn(must, refusedThere, accept(NEW, RIGHT, other), COMPLETED)).toBe('must');
  expect(verdictOn(must, refusedThere, accept(LATER, RIGHT, other), DENIED)).toBe('must');
  expect(verdictOn(must, refusedThere, accept(NEW), DENIED)).toBe('must');
});

test('A refused start leaves the update before it', () => {
  const state = after(should, pending, [start(LATER), CONFLICT]);
  expect(verdictOn(must, state, accept(NEW), DENIED)).toBe('must');
  expect(verdictOn(must, state, get(), shown(LATER))).toBe('must');
});

test('A right acceptance to another address leaves the update that was started', () => {
  const state = after(should, pending, [accept(LATER), NOT_FOUND], [accept(LATER), NOT_FOUND]);
  expect(verdictOn(must, state, accept(NEW), DENIED)).toBe('must');
  expect(verdictOn(must, state, accept(LATER), COMPLETED)).toBe('must');
});

test.each<[string, Exchange]>([
  ['a wrong password', [accept(NEW, WRONG), DENIED]],
  ['a wrong password to another address', [accept(LATER, WRONG), NOT_FOUND]],
  ['a malformed password', [accept(NEW, '0'), INVALID]],
  ['a password that is not a text', [accept(NEW, null), INVALID]],
  ['a conflict', [accept(NEW), CONFLICT]],
])('%s may end the update until it is started again', (_, exchange) => {
  const ended = after(should, pending, exchange);
  expect(verdictOn(should, ended, accept(NEW), DENIED)).toBe('ok');
  expect(verdictOn(should, ended, accept(NEW), COMPLETED)).toBe('ok');
  const again = after(should, ended, [start(NEW), PENDING]);
  expect(verdictOn(must, again, accept(NEW), DENIED)).toBe('must');
});

test('Nothing is learned from a refusal after which the service may be wary', () => {
  const state = after(should, weakened, [accept(NEW), DENIED], [accept(LATER), DENIED]);
  expect(verdictOn(should, state, accept(NEW), COMPLETED)).toBe('ok');
  expect(verdictOn(should, state, accept(LATER), COMPLETED)).toBe('ok');
  const conflicted = after(should, changed, [accept(LATER), CONFLICT]);
  expect(verdictOn(should, conflicted, accept(LATER), COMPLETED)).toBe('ok');
});

test('Once an update was accepted, a refusal tells again that none is pending', () => {
  const state = after(should, weakened, [accept(NEW), COMPLETED], [accept(LATER), NOT_FOUND]);
  expect(verdictOn(must, state, accept(LATER), COMPLETED)).toBe('must');
  const again = after(should, moved, [accept(NEW), NOT_FOUND]);
  expect(verdictOn(must, again, accept(NEW), COMPLETED)).toBe('must');
});

test('After an acceptance others may still be pending, or not', () => {
  const first = after(should, replaced, [accept(LATER), COMPLETED]);
  const earlier = after(should, replaced, [accept(NEW), COMPLETED]);
  for (const [state, email] of [
    [first, NEW],
    [earlier, LATER],
  ] as const) {
    expect(verdictOn(should, state, accept(email), COMPLETED)).toBe('ok');
    expect(verdictOn(should, state, accept(email), NOT_FOUND)).toBe('ok');
  }
});

test('An update that is started again is pending again', () => {
  const restarted = after(should, refused, [start(LATER), PENDING]);
  expect(verdictOn(must, restarted, accept(LATER), COMPLETED)).toBe('ok');
  expect(verdictOn(must, restarted, accept(LATER), NOT_FOUND)).toBe('must');
  const returned = after(should, moved, [start(NEW), PENDING]);
  expect(verdictOn(should, returned, accept(NEW), COMPLETED)).toBe('ok');
});

test('An accepted update changes the address some time later, and never back', () => {
  expect(verdictOn(should, pending, accept(NEW), ACCEPTED)).toBe('ok');
  const later = after(should, pending, [accept(NEW), ACCEPTED]);
  for (const email of [OLD, NEW]) expect(verdictOn(should, later, get(), shown(email))).toBe('ok');
  expect(verdictOn(must, later, get(), shown(LATER))).toBe('must');
  const stillOld = after(should, later, [get(), shown(OLD)]);
  for (const email of [OLD, NEW]) expect(verdictOn(should, stillOld, get(), shown(email))).toBe('ok');
  const now = after(should, stillOld, [get(), shown(NEW)]);
  expect(verdictOn(must, now, get(), shown(OLD))).toBe('must');
  const another = after(should, later, [start(LATER), PENDING], [accept(LATER), ACCEPTED]);
  for (const email of [OLD, NEW, LATER]) expect(verdictOn(should, another, get(), shown(email))).toBe('ok');
  const last = after(should, another, [get(), shown(LATER)]);
  for (const email of [OLD, NEW]) expect(verdictOn(must, last, get(), shown(email))).toBe('must');
});

test('An update is expected to be accepted once only', () => {
  expect(verdictOn(should, moved, accept(NEW), COMPLETED)).toBe('should');
  expect(verdictOn(must, moved, accept(NEW), COMPLETED)).toBe('ok');
  expect(should.judge(moved, accept(NEW), COMPLETED)).toMatchObject({
    clause: CLAUSES['email-accepted-once'],
  });
  expect(verdictOn(should, moved, accept(NEW), DENIED)).toBe('ok');
  expect(verdictOn(must, moved, accept(NEW), PENDING)).toBe('must');
  const back = after(must, moved, [accept(NEW), COMPLETED]);
  expect(verdictOn(must, back, get(), shown(LATER))).toBe('must');
});

test('What was started twice may be accepted twice', () => {
  const twice = after(should, pending, [start(NEW), PENDING], [accept(NEW), COMPLETED]);
  const elsewhereNow = after(should, twice, [start(LATER), PENDING], [accept(LATER), COMPLETED]);
  expect(verdictOn(should, elsewhereNow, accept(NEW), COMPLETED)).toBe('ok');
  const both = after(should, elsewhereNow, [accept(NEW), COMPLETED]);
  const third = after(should, both, [start(LATER), PENDING], [accept(LATER), COMPLETED]);
  expect(verdictOn(should, third, accept(NEW), COMPLETED)).toBe('should');
});

test('Of many acceptances the last are remembered', () => {
  const emails = Array.from({ length: 40 }, (_, at) => `number${at}@example.com`);
  const state = after(should, changed, ...emails.map((email): Exchange => [accept(email), NOT_FOUND]));
  expect(verdictOn(must, state, accept('number39@example.com'), COMPLETED)).toBe('must');
  expect(verdictOn(must, state, accept('number0@example.com'), COMPLETED)).toBe('ok');
});

test('Management and delegate are expected to accept what the other started', () => {
  const byDelegate = { caller: delegate };
  const other = accept(NEW, RIGHT, byDelegate);
  expect(verdictOn(should, pending, other, COMPLETED)).toBe('ok');
  expect(verdictOn(must, pending, other, DENIED)).toBe('ok');
  expect(verdictOn(should, pending, other, DENIED)).toBe('should');
  expect(should.judge(pending, other, DENIED)).toMatchObject({ clause: CLAUSES['email-either-manager'] });
  expect(verdictOn(must, pending, other, PENDING)).toBe('must');
  const started = reached([start(NEW, byDelegate), PENDING]);
  expect(verdictOn(must, started, other, DENIED)).toBe('must');
  // What is refused to one of them may be pending for the other.
  const refusedToDelegate = after(should, changed, [accept(LATER, RIGHT, byDelegate), NOT_FOUND]);
  expect(verdictOn(must, refusedToDelegate, accept(LATER), COMPLETED)).toBe('ok');
  expect(verdictOn(must, refusedToDelegate, accept(LATER, RIGHT, byDelegate), COMPLETED)).toBe('must');
});

test('An unusual address may come back in another case or without outer white space, and then stays so', () => {
  const sent = ` ${UNUSUAL}`;
  const state = reached([start(sent), PENDING], [accept(sent), COMPLETED]);
  for (const form of [sent, UNUSUAL, UNUSUAL.toLowerCase(), UNUSUAL.toUpperCase(), 'Some.One@example.com']) {
    expect(verdictOn(should, state, get(), shown(form))).toBe('ok');
    const seen = after(should, state, [get(), shown(form)]);
    expect(verdictOn(should, seen, get(), shown(form))).toBe('ok');
    expect(verdictOn(must, seen, get(), shown(form === sent ? UNUSUAL : sent))).toBe('must');
  }
  const lower = after(should, state, [get(), shown(sent.toLowerCase())]);
  expect(verdictOn(should, lower, accept(sent), COMPLETED)).toBe('ok');
  for (const form of [NEW, 'some_one@example.com', 'some.one@example.co', '', null]) {
    expect(verdictOn(must, state, get(), shown(form))).toBe('must');
  }
});

test('What differs from a started address in case or outer white space only may be taken for it', () => {
  const upper = NEW.toUpperCase();
  for (const like of [LATER.toUpperCase(), ` ${LATER}`]) {
    const state = after(should, refused, [start(like), PENDING]);
    expect(verdictOn(should, state, accept(LATER), COMPLETED)).toBe('ok');
    expect(verdictOn(should, state, accept(LATER), NOT_FOUND)).toBe('ok');
  }
  const taken = after(should, pending, [accept(upper), COMPLETED]);
  expect(verdictOn(should, taken, get(), shown(NEW))).toBe('ok');
  // An unusual one that was started need not be accepted, but ends that the one before must be.
  const unusual = after(should, pending, [start(upper), PENDING]);
  expect(verdictOn(should, unusual, accept(upper), NOT_FOUND)).toBe('ok');
  expect(verdictOn(should, unusual, accept(NEW), NOT_FOUND)).toBe('ok');
  // Nor does a refusal of it tell that no update to it is pending.
  const unlearned = after(should, changed, [accept(UNUSUAL), NOT_FOUND]);
  expect(verdictOn(should, unlearned, accept(UNUSUAL), COMPLETED)).toBe('ok');
});

test('Where the right password is not known, any of its form may be right or wrong', () => {
  const state = after(uninformed, UNKNOWN_STATE, [get(), shown(OLD)], [start(NEW), PENDING]);
  for (const password of [RIGHT, WRONG]) {
    for (const answer of [COMPLETED, CONFLICT, ...REFUSALS]) {
      expect(verdictOn(uninformed, state, accept(NEW, password), answer)).toBe('ok');
    }
    expect(verdictOn(uninformed, state, accept(NEW, password), PENDING)).toBe('must');
  }
  expect(verdictOn(uninformed, state, accept(NEW, '12345'), COMPLETED)).toBe('must');
  const taken = after(uninformed, state, [accept(NEW, WRONG), COMPLETED]);
  expect(verdictOn(uninformed, taken, get(), shown(OLD))).toBe('must');
  const left = after(uninformed, state, [accept(NEW, WRONG), DENIED]);
  expect(verdictOn(uninformed, left, get(), shown(NEW))).toBe('must');
  expect(verdictOn(uninformed, left, accept(NEW), COMPLETED)).toBe('ok');
});

test.each([NO_ANSWER, FAILED])('Without a definite answer either may be: %j', (answer) => {
  const maybeStarted = after(should, pending, [start(LATER), answer]);
  for (const email of [NEW, LATER]) {
    expect(verdictOn(should, maybeStarted, accept(email), NOT_FOUND)).toBe('ok');
    expect(verdictOn(should, maybeStarted, accept(email), COMPLETED)).toBe('ok');
  }
  expect(verdictOn(must, maybeStarted, get(), shown(LATER))).toBe('must');
  const maybeAccepted = after(should, pending, [accept(NEW), answer]);
  for (const email of [OLD, NEW]) expect(verdictOn(should, maybeAccepted, get(), shown(email))).toBe('ok');
  expect(verdictOn(must, maybeAccepted, get(), shown(LATER))).toBe('must');
  expect(verdictOn(should, maybeAccepted, accept(NEW), NOT_FOUND)).toBe('ok');
  const surelyNot = after(should, pending, [accept(NEW, WRONG), answer]);
  expect(verdictOn(must, surelyNot, get(), shown(NEW))).toBe('must');
  expect(verdictOn(should, surelyNot, accept(NEW), NOT_FOUND)).toBe('ok');
  const refusedThen = after(should, refused, [accept(LATER), answer]);
  expect(verdictOn(must, refusedThen, get(), shown(LATER))).toBe('must');
  const maybeRefused = after(should, changed, [accept(LATER), answer], [start(NEW), PENDING]);
  expect(verdictOn(should, maybeRefused, accept(LATER), COMPLETED)).toBe('ok');
});

test('Throttling changes nothing', () => {
  const state = after(should, pending, [start(LATER), THROTTLED], [accept(NEW, WRONG), THROTTLED]);
  expect(state).toBe(pending);
});

test('A wrong answer leaves nothing known of the address and its updates', () => {
  for (const [state, sent, answer] of [
    [pending, accept(NEW), DENIED],
    [pending, accept(NEW, WRONG), COMPLETED],
    [known, get(), shown(NEW)],
    [known, start(NEW), COMPLETED],
  ] as const) {
    const next = must.judge(state, sent, answer).state;
    expect(verdictOn(should, next, get(), shown(LATER))).toBe('ok');
    expect(verdictOn(should, next, get(), NOT_FOUND)).toBe('ok');
    expect(verdictOn(should, next, accept(NEW), DENIED)).toBe('ok');
    expect(verdictOn(should, next, accept(NEW), COMPLETED)).toBe('ok');
  }
});

test('States that differ in an address or an update are told apart, and merged to what both allow', () => {
  const states = [UNKNOWN_STATE, known, pending, replaced, changed, moved, refused];
  expect(new Set(states.map(stateKey)).size).toBe(states.length);
  const either = mergeStates(pending, moved);
  for (const email of [OLD, LATER]) expect(verdictOn(should, either, get(), shown(email))).toBe('ok');
  expect(verdictOn(must, either, get(), shown(NEW))).toBe('must');
  for (const answer of [COMPLETED, NOT_FOUND])
    expect(verdictOn(should, either, accept(NEW), answer)).toBe('ok');
  const both = mergeStates(refused, after(should, refused, [get(), shown(NEW)]));
  expect(verdictOn(must, both, accept(LATER), COMPLETED)).toBe('must');
  const samePending = mergeStates(pending, after(should, UNKNOWN_STATE, [start(NEW), PENDING]));
  expect(verdictOn(must, samePending, accept(NEW), DENIED)).toBe('must');
  expect(verdictOn(should, samePending, get(), shown(LATER))).toBe('ok');
  const startedBoth = mergeStates(
    pending,
    after(should, UNKNOWN_STATE, [start(NEW, { caller: delegate }), PENDING]),
  );
  expect(verdictOn(should, startedBoth, accept(NEW), DENIED)).toBe('ok');
});

test('Two states are merged alike from either side', () => {
  const byDelegate = { caller: delegate };
  const merged = (one: State, other: State) => [mergeStates(one, other), mergeStates(other, one)];
  const moving: Exchange[] = [
    [accept(NEW), COMPLETED],
    [start(LATER), PENDING],
    [accept(LATER), COMPLETED],
  ];
  for (const state of merged(pending, after(should, pending, [start(NEW), PENDING]))) {
    expect(verdictOn(should, after(should, state, ...moving), accept(NEW), COMPLETED)).toBe('ok');
  }
  for (const state of merged(changed, after(should, changed, [accept(OLD, WRONG), DENIED]))) {
    const next = after(should, state, [accept(LATER), NOT_FOUND]);
    expect(verdictOn(should, next, accept(LATER), COMPLETED)).toBe('ok');
  }
  const refusedToDelegate = after(should, changed, [accept(LATER, RIGHT, byDelegate), NOT_FOUND]);
  for (const state of merged(refused, refusedToDelegate)) {
    for (const by of [{}, byDelegate]) {
      expect(verdictOn(should, state, accept(LATER, RIGHT, by), COMPLETED)).toBe('ok');
    }
  }
});
