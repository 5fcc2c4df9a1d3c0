import type { Mutant } from '../../mutant.ts';
import { changeTexts } from './change-texts.ts';
import { storePrimary } from './store-primary.ts';

export const fullNameHtmlEscaped: Mutant = {
  id: 'written/full-name-html-escaped',
  fault: 'Angle brackets and ampersands of a full name come back as HTML entities.',
  kind: 'written',
  rule: 'primary-contact/text-stays-text',
  because: 'FullName',
  compose: storePrimary((contact) =>
    changeTexts(
      contact,
      (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
      ['FullName'],
    ),
  ),
};
