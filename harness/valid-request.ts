import { guide } from './source.ts';

const PREFIX = 'errors/valid-request/';

/** What the rule is called that says that requests of an operation on which others rest are answered rightly, and what it says. */
export function validRequest(operation: string): { id: string; statement: string; source: string } {
  return {
    id: `${PREFIX}${operation}`,
    statement: `${operation} answers the valid requests on which other rules rest as the contract says.`,
    source: guide(`${operation} › Request Body`),
  };
}

/** Whether a rule is one of these. */
export function isAboutValidRequests(id: string): boolean {
  return id.startsWith(PREFIX);
}
