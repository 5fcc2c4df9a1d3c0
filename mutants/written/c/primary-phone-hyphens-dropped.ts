import type { Mutant } from '../../mutant.ts';
import { storePrimary } from '../a/store-primary.ts';
import { changeTexts } from '../a/change-texts.ts';

export const primaryPhoneHyphensDropped: Mutant = {
  id: 'written/primary-phone-hyphens-dropped',
  fault: 'Hyphens are dropped from an accepted primary phone number.',
  kind: 'written',
  rule: 'primary-contact/disputed-text-kept-or-refused',
  because: 'another output',
  compose: storePrimary((contact) =>
    changeTexts(contact, (text) => (/[0-9]/.test(text) ? text.replaceAll('-', '') : text), ['PhoneNumber']),
  ),
};
