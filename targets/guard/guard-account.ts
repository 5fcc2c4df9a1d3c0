import type { Target } from '../target.ts';

const DIGITS = 12;

/** Accounts that may be named and changed: those of the configuration, and the target's own identities. */
export function allowedAccounts({ safety, identities }: Target): Set<string> {
  return new Set([...safety.accounts, ...identities.flatMap(({ accountId }) => accountId ?? [])]);
}

/** Why this AccountId is not sent; `null`: it may be, also since it can be nobody's. */
export function accountRefusal(value: string, target: Target): string | null {
  const digits = value.normalize('NFKC').replaceAll(/\D/g, '');
  if (digits.length < DIGITS) return null;
  const allowed = allowedAccounts(target);
  // A near miss has an account's id and more; it is made from one that may be named.
  if (digits.length > DIGITS ? [...allowed].some((id) => digits.includes(id)) : allowed.has(digits))
    return null;
  return `AccountId ${digits} is neither in safety.accounts nor an identity of target "${target.name}": add it there, if it is yours to test`;
}
