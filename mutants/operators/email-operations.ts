/** The operations on primary e-mail addresses, by name. */
export const GET_EMAIL = 'GetPrimaryEmail';
export const START_UPDATE = 'StartPrimaryEmailUpdate';
export const ACCEPT_UPDATE = 'AcceptPrimaryEmailUpdate';

/** The rules of this name, one for each of the operations. */
export function onEachEmailOperation(what: string): string[] {
  return [ACCEPT_UPDATE, GET_EMAIL, START_UPDATE].map((operation) => `${what}/${operation}`);
}
