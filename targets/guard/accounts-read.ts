import { requestBytes, type WrittenRequest } from '../transport/request-bytes.ts';
import { Unreadable } from './framings.ts';
import { accountsIn } from './guard-account.ts';
import { membersNamed } from './members-named.ts';
import { readingsOf } from './readings.ts';

/** The accounts that some reader finds in a request, in whatever form and however often; none where the guard refuses to judge it. */
export function accountsRead(request: WrittenRequest): string[] {
  try {
    const values = readingsOf(requestBytes(request)).flatMap((text) => membersNamed(text, 'AccountId'));
    return [...new Set(values.flatMap(accountsIn))];
  } catch (error) {
    if (error instanceof Unreadable) return [];
    throw error;
  }
}
