import type { Operation } from '../../../spec/contract.ts';

/** The operations on primary e-mail addresses, by name. */
export const GET = 'GetPrimaryEmail';
export const START = 'StartPrimaryEmailUpdate';
export const ACCEPT = 'AcceptPrimaryEmailUpdate';

/** Whether an operation reads or changes primary e-mail addresses. */
export function isOfEmail({ changes, reads }: Operation): boolean {
  return (changes ?? reads) === 'primary-email';
}

/** The rules of this name, one for each of the operations. */
export function onEach(what: string): string[] {
  return [ACCEPT, GET, START].map((operation) => `${what}/${operation}`);
}
