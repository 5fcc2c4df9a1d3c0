import type { Mutant } from '../../mutant.ts';
import { textOf } from '../b/text-of.ts';
import { refusePrimary } from './refuse-primary.ts';

export const webAddressWithAPortRefused: Mutant = {
  id: 'written/web-address-with-a-port-refused',
  fault: 'A web address that names a port, or holds an escaped character, is refused.',
  kind: 'written',
  rule: 'primary-contact/website-schemes',
  because: 'no success',
  compose: refusePrimary('WebsiteUrl', 'must be a web address', (contact) =>
    /^https?:\/\/[^/]*:\d|%/.test(textOf(contact, 'WebsiteUrl')),
  ),
};
