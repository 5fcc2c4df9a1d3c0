import type { Target } from '../target.ts';

const DIGITS = 12;

/** Accounts that may be named and changed: those of the configuration, and the target's own identities. */
export function allowedAccounts({ safety, identities }: Target): Set<string> {
  return new Set([...safety.accounts, ...identities.flatMap(({ accountId }) => accountId ?? [])]);
}

/** The ids of accounts that stand in a text. */
export function accountsIn(text: string): string[] {
  return [...text.normalize('NFKC').matchAll(/\d+/g)].flatMap(([id]) => (id.length === DIGITS ? [id] : []));
}

/** Why this AccountId is not sent; `null`: it may be, also since it can be nobody's. */
export function accountRefusal(value: string, target: Target): string | null {
  const text = value.normalize('NFKC');
  const digits = text.replaceAll(/\D/g, '');
  if (digits.length < DIGITS) return null;
  const allowed = allowedAccounts(target);
  const strange = accountsIn(value).find((id) => !allowed.has(id));
  // A near miss has an account's id and more; it is made from one that may be named.
  if (
    strange === undefined &&
    (digits.length > DIGITS ? [...allowed].some((id) => digits.includes(id)) : allowed.has(digits))
  ) {
    return null;
  }
  return `AccountId ${strange ?? digits} is neither in safety.accounts nor an identity of target "${target.name}": add it there, if it is yours to test`;
}
