import type { Refusal } from './refusal.ts';

/** The statements of the contract that the model judges by, in our own words. */
export const CLAUSES = {
  'success-form':
    'A success has the documented status, and a body exactly where the operation has an output.',
  'documented-error': 'An error is one that is documented for the operation, with its status.',
  'valid-input': 'A request whose values meet their constraints is accepted.',
  'invalid-input': 'A request with a value that breaks its constraint is refused.',
  'contested-input': 'The sources disagree on a value of the request: it may be accepted or refused.',
  'unusual-input': 'A request with unusual but permitted values is accepted.',
  'expected-refusal': 'A request that the service is expected to refuse is refused.',
  'read-back': 'A read returns what was put, complete and unchanged.',
  'type-spelling': 'The contact type is returned in upper case.',
  'put-succeeds': 'A put creates the contact or replaces it completely.',
  'absent-contact': 'Reading or deleting a contact that is not there is refused as not found.',
  'delete-succeeds': 'Deleting a contact that is there succeeds.',
  'email-read': 'The primary e-mail address is read as it was accepted or read before.',
  'email-start':
    'An update to another address that is started is pending and changes no address; it may conflict.',
  'email-accept':
    'The update that was started last is accepted with its password, and the address becomes the new one, at once where it is completed; it may conflict.',
  'email-password': 'An update is refused with a password other than the one that was sent.',
  'email-not-pending': 'An update that was not started is refused.',
  'email-accepted-once': 'An update that was accepted cannot be accepted again once the address has changed.',
  'email-either-manager': 'Management and delegate may accept an update that the other started.',
  'own-account': 'Without AccountId a call acts on the account of the caller.',
  'integration-first': 'Alternate contacts of a member are written after trusted access was enabled.',
  'member-of-organization': 'Management and delegate act on the members of their organization.',
  'management-own-account': 'The management account does not name itself as AccountId.',
  'delegate-own-account': 'The delegated administrator may name its own account.',
  'delegate-management-account': 'The delegated administrator does not act on the management account.',
  'plain-member': 'A member that is not a delegate names no AccountId.',
  'standalone-account': 'A standalone account names no AccountId.',
  'outside-organization': 'Nobody acts on an account outside their own organization.',
  'trusted-access': 'AccountId works only with trusted access and all features.',
  'unknown-organization': 'The organization of the caller is not described, so either answer is possible.',
  'region-name': 'A code that names no region is refused.',
  'region-name-spelling': 'A region code in another case, or with outer white space, is refused.',
  'region-support': 'Whether the target knows this region has not been seen yet.',
  'default-region': 'A region that is enabled by default can be neither enabled nor disabled.',
  'region-status': 'The status of a region is one that the lifecycle allows after what was done and seen.',
  'region-change': 'Enabling and disabling are accepted in the statuses that the lifecycle names.',
  'region-refusal': 'A region change that the status forbids is refused and changes nothing.',
  'list-page': 'A page holds no more than MaxResults regions, each once.',
  'list-filter': 'A filter yields exactly the regions whose status is in the list.',
  'list-empty-filter': 'An empty filter means the same as no filter.',
  'list-complete': 'A list yields every region.',
  'list-end': 'The page that shows the last region has no token, even when it is full.',
  'page-token': 'A token that the service issued continues its list.',
  'foreign-token': 'A token that the service did not issue is refused.',
  'contested-token': 'The sources are silent on such a use of a token: it may be accepted or refused.',
} as const;

export type Clause = keyof typeof CLAUSES;

/** How a request must be answered as far as one aspect of it decides, from accepted to refused. */
const ACCEPTANCES = ['must', 'should', 'contested', 'should-refuse', 'must-refuse'] as const;
export type Acceptance = (typeof ACCEPTANCES)[number];

/** The judgement on one aspect of a request, with the refusals that it explains. */
export interface Verdict {
  readonly acceptance: Acceptance;
  readonly clause: Clause;
  readonly refusals: readonly Refusal[];
}

/** The strictest of several verdicts; `null` where there is none. */
export function strictest<T extends { readonly acceptance: Acceptance }>(verdicts: readonly T[]): T | null {
  let found: T | null = null;
  for (const verdict of verdicts) {
    if (!found || rank(verdict.acceptance) > rank(found.acceptance)) found = verdict;
  }
  return found;
}

function rank(acceptance: Acceptance): number {
  return ACCEPTANCES.indexOf(acceptance);
}
