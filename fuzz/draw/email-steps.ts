import type * as fc from 'fast-check';
import type { JsonObject } from '../../spec/json.ts';
import { ACCEPT_UPDATE, GET_EMAIL, START_UPDATE } from '../../harness/resources/primary-email.ts';
import { namedAccount, textOf, type FuzzCall } from '../fuzz-call.ts';
import { exchangeCharacter } from './change-character.ts';
import { chance, pick } from './choose.ts';
import type { AccountGroup } from '../account-group.ts';
import { managersOf, oftenItself } from './managers.ts';

export interface EmailSubject {
  readonly group: AccountGroup;
  /** What is sent to every new address; without it, no address is changed. */
  readonly oneTimePassword: string | undefined;
}

/** How often an update that was started is gone on with, and one that was accepted is asked for again. */
const ACCEPTED = 0.6;
const AGAIN = 0.35;

/**
 * What to send after a change of a primary e-mail address that succeeded: two calls that were drawn apart hardly ever
 * name the same address of the same account. Empty: nothing in particular.
 */
export function emailSteps(random: fc.Random, call: FuzzCall, emails: EmailSubject): Unnumbered[] {
  const { operation, wire } = call;
  if (operation !== START_UPDATE && operation !== ACCEPT_UPDATE) return [];
  const update = updateOf(random, call, emails);
  if (wire || !update) return [];
  if (operation === START_UPDATE) return chance(random, ACCEPTED) ? afterStart(random, update) : [];
  return chance(random, AGAIN) ? afterAcceptance(random, update) : [];
}

export type Unnumbered = Omit<FuzzCall, 'id'>;

interface Update {
  readonly read: Unnumbered;
  /** An acceptance; `change`: members that are others than those of the update. */
  accept(label: string, change?: JsonObject): Unnumbered;
  start(email: string): Unnumbered;
  readonly email: string;
  readonly password: string;
  /** Other accounts that the callers may name. */
  readonly others: readonly string[];
}

/** Accepts it, often with one thing wrong before. */
function afterStart(random: fc.Random, update: Update): Unnumbered[] {
  const { read, accept, email, password, others } = update;
  const wrong: Unnumbered[] = [];
  switch (random.nextInt(0, 7)) {
    case 0:
    case 1:
      wrong.push(accept('other password', { Otp: exchangeCharacter(random, password) }));
      break;
    case 2:
      wrong.push(accept('other address', { PrimaryEmail: exchangeCharacter(random, email) }));
      break;
    case 3:
      if (others.length > 0) wrong.push(accept('other account', { AccountId: pick(random, others) }));
      break;
    case 4:
      wrong.push(update.start(exchangeCharacter(random, email)));
      break;
  }
  if (wrong.length > 0 && chance(random, 0.3)) return [...wrong, read];
  return [...(chance(random, 0.3) ? [read] : []), ...wrong, accept('accept'), read];
}

/** Accepts it again, at once or when the address is another one; or what was not started, before and after a start. */
function afterAcceptance(random: fc.Random, { read, accept, start, email }: Update): Unnumbered[] {
  const again = [accept('accepted again'), read];
  const PrimaryEmail = exchangeCharacter(random, email);
  const next = [start(PrimaryEmail), accept('accept', { PrimaryEmail })];
  switch (random.nextInt(0, 3)) {
    case 0:
      return again;
    case 1: {
      const notStarted = accept('not started', { PrimaryEmail: exchangeCharacter(random, email) });
      return [notStarted, ...next.toSpliced(1, 0, notStarted), read];
    }
    default:
      return [...next, ...again];
  }
}

/** The update that a call started or accepted; `null`: it does not say which, or nobody here may go on with it. */
function updateOf(
  random: fc.Random,
  call: FuzzCall,
  { group, oneTimePassword }: EmailSubject,
): Update | null {
  const AccountId = namedAccount(call);
  const PrimaryEmail = textOf(call, 'PrimaryEmail');
  if (AccountId === undefined || PrimaryEmail === '' || oneTimePassword === undefined) return null;
  const managers = managersOf(call, group);
  if (managers.length === 0) return null;
  const by = (operation: string, label: string, input: JsonObject): Unnumbered => ({
    identity: oftenItself(random, call, group),
    operation,
    kind: 'valid',
    label,
    input: { AccountId, ...input },
  });
  return {
    read: by(GET_EMAIL, 'read back', {}),
    accept: (label, change = {}) =>
      by(ACCEPT_UPDATE, label, { PrimaryEmail, Otp: oneTimePassword, ...change }),
    start: (email) => by(START_UPDATE, 'start', { PrimaryEmail: email }),
    email: PrimaryEmail,
    password: oneTimePassword,
    others: managers.flatMap(({ reaches }) => reaches.filter((id) => id !== AccountId)),
  };
}
