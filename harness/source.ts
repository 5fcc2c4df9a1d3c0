/** Source lines of rules: where a statement comes from, by section title, never by sentence. */

export function guide(...sections: string[]): string {
  return `guide: ${sections.join('; ')}`;
}

export function live(fact: string): string {
  return `live: ${fact}`;
}

export function model(shape: string): string {
  return `model: ${shape}`;
}

export function protocol(part: string): string {
  return `protocol: ${part}`;
}

/** What rule and fuzzer say of a refusal that tells which accounts exist. */
export const INDISTINGUISHABLE = {
  /** Second part of the rules' ids. */
  what: 'outside-organization-alike',
  level: 'should',
  statement: (operation: string) =>
    `${operation} is refused in the same words for an account of another organization and for one that does not exist.`,
  source: guide('DeleteAlternateContact › Request Body › AccountId'),
} as const;

const VALID_REQUEST = 'errors/valid-request/';

/** What the rule is called that says that requests of an operation on which others rest are answered rightly, and what it says. */
export function validRequest(operation: string): { id: string; statement: string; source: string } {
  return {
    id: `${VALID_REQUEST}${operation}`,
    statement: `${operation} answers the valid requests on which other rules rest as the contract says.`,
    source: guide(`${operation} › Request Body`),
  };
}

/** Whether a rule is one of these. */
export function isAboutValidRequests(id: string): boolean {
  return id.startsWith(VALID_REQUEST);
}
