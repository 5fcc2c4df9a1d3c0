import type { Operation } from './contract.ts';

/** Whether an account has to be named, so that only those can call who manage one. */
export function alwaysNamesAccount({ input }: Pick<Operation, 'input'>): boolean {
  return input.members['AccountId']?.required === true;
}

/** Whether an operation reads or changes primary e-mail addresses. */
export function isOfEmail({ changes, reads }: Pick<Operation, 'changes' | 'reads'>): boolean {
  return (changes ?? reads) === 'primary-email';
}
