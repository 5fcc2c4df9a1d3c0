import type { Mutant } from '../../mutant.ts';
import { storePrimary } from '../a/store-primary.ts';
import { changeTexts } from '../a/change-texts.ts';

export const defaultPortDropped: Mutant = {
  id: 'written/default-port-dropped',
  fault: 'A web address loses the port that its scheme has anyway.',
  kind: 'written',
  rule: 'primary-contact/text-stays-text',
  because: 'another output',
  compose: storePrimary((contact) =>
    changeTexts(
      contact,
      (text) =>
        text.replace(/^(http:\/\/[^/]+):80(?=\/|$)/, '$1').replace(/^(https:\/\/[^/]+):443(?=\/|$)/, '$1'),
      ['WebsiteUrl'],
    ),
  ),
};
