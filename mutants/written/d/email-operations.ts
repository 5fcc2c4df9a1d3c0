/** The operations on primary e-mail addresses, by name. */
export const GET = 'GetPrimaryEmail';
export const START = 'StartPrimaryEmailUpdate';
export const ACCEPT = 'AcceptPrimaryEmailUpdate';

/** The rules of this name, one for each of the operations. */
export function onEach(what: string): string[] {
  return [ACCEPT, GET, START].map((operation) => `${what}/${operation}`);
}
