import type { Mutant } from '../../mutant.ts';
import { primaryContactIn } from '../b/primary-contact-in.ts';
import { textOf } from '../b/text-of.ts';

export const webAddressWithAPortRefused: Mutant = {
  id: 'written/web-address-with-a-port-refused',
  fault: 'A web address that names a port, or holds an escaped character, is refused.',
  kind: 'written',
  rule: 'primary-contact/website-schemes',
  because: 'no success',
  compose: (parts) => ({
    ...parts,
    validate: (shape, input, whole) => {
      const faults = parts.validate(shape, input, whole);
      const contact = primaryContactIn(input);
      const url = textOf(contact, 'WebsiteUrl');
      if (!/^https?:\/\/[^/]*:\d|%/.test(url)) return faults;
      const path = 'ContactInformation.WebsiteUrl';
      return [...faults, { path, message: 'must be a web address', refusedAs: [] }];
    },
  }),
};
