import type { JsonObject } from '../../../spec/json.ts';
import { Refusal } from '../refusal.ts';
import type { Handler } from '../service-parts.ts';

export const getPrimaryEmail: Handler = ({ account }, parts) => ({
  PrimaryEmail: parts.store.primaryEmail(account),
});

export const startPrimaryEmailUpdate: Handler = ({ account, input }, parts) => {
  parts.store.putEmailUpdate(account, text(input, 'PrimaryEmail'));
  return { Status: 'PENDING' };
};

/** Needs a started update of the same address, and the password that was sent to it. */
export const acceptPrimaryEmailUpdate: Handler = ({ account, input }, parts) => {
  const email = text(input, 'PrimaryEmail');
  const { denied, notFound } = parts.errorNames;
  if (parts.store.emailUpdate(account) !== email)
    throw new Refusal(notFound, 'No update to this address was started.');
  if (text(input, 'Otp') !== parts.oneTimePassword(account, email))
    throw new Refusal(denied, 'The one-time password is not the one that was sent.');
  parts.store.putPrimaryEmail(account, email);
  parts.store.putEmailUpdate(account, null);
  return { Status: 'ACCEPTED' };
};

function text(input: JsonObject, member: string): string {
  const value = input[member];
  return typeof value === 'string' ? value : '';
}
