import type { Mutant } from '../../mutant.ts';
import { changeTexts } from './change-texts.ts';
import { storePrimary } from './store-primary.ts';

function decoded(text: string): string {
  return text.replaceAll(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

export const addressPercentDecoded: Mutant = {
  id: 'written/address-percent-decoded',
  fault: 'An address is decoded as part of a URL.',
  kind: 'written',
  rule: 'primary-contact/text-stays-text',
  because: 'AddressLine1',
  compose: storePrimary((contact) => changeTexts(contact, decoded, ['AddressLine1'])),
};
