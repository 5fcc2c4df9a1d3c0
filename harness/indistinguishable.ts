import { guide } from './source.ts';

/** What rule and fuzzer say of a refusal that tells which accounts exist. */
export const INDISTINGUISHABLE = {
  /** Second part of the rules' ids. */
  what: 'outside-organization-alike',
  level: 'should',
  statement: (operation: string) =>
    `${operation} is refused in the same words for an account of another organization and for one that does not exist.`,
  source: guide('DeleteAlternateContact › Request Body › AccountId'),
} as const;
