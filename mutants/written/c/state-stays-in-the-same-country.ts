import type { Store } from '../../../reference/core/state/store.ts';
import type { Mutant } from '../../mutant.ts';
import { textOf } from '../b/text-of.ts';

export const stateStaysInTheSameCountry: Mutant = {
  id: 'written/state-stays-in-the-same-country',
  fault: 'A state that a put leaves out stays while the country is the same.',
  kind: 'written',
  rule: 'primary-contact/each-optional-member-vanishes',
  because: 'StateOrRegion',
  compose: (parts) => {
    const putPrimaryContact: Store['putPrimaryContact'] = (account, contact) => {
      const before = parts.store.primaryContact(account) ?? null;
      const state = textOf(before, 'StateOrRegion');
      const stays = state !== '' && textOf(before, 'CountryCode') === textOf(contact, 'CountryCode');
      parts.store.putPrimaryContact(account, stays ? { StateOrRegion: state, ...contact } : contact);
    };
    return { ...parts, store: { ...parts.store, putPrimaryContact } };
  },
};
