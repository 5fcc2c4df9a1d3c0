import type { Mutant } from '../../mutant.ts';
import { wrapHandler } from './wrap-handler.ts';

export const deleteTouchesPrimary: Mutant = {
  id: 'written/delete-touches-primary',
  fault: 'Deleting an alternate contact takes the state out of the primary contact.',
  kind: 'written',
  rule: 'contacts/stored-primary-contact-apart',
  because: 'GetContactInformation',
  compose: wrapHandler('DeleteAlternateContact', (remove) => (call, parts) => {
    const output = remove(call, parts);
    const { StateOrRegion: _, ...primary } = parts.store.primaryContact(call.account) ?? {};
    parts.store.putPrimaryContact(call.account, primary);
    return output;
  }),
};
