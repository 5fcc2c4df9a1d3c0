import type { Mutant } from '../../mutant.ts';
import { changeTexts } from './change-texts.ts';
import { storePrimary } from './store-primary.ts';

export const cityNonAsciiReplaced: Mutant = {
  id: 'written/city-non-ascii-replaced',
  fault: 'Letters of a city that are not ASCII become question marks.',
  kind: 'written',
  rule: 'validation/PutContactInformation/ContactInformation.City/other-scripts/accepts',
  because: 'City',
  compose: storePrimary((contact) =>
    changeTexts(contact, (text) => text.replaceAll(/[^ -~]/gu, '?'), ['City']),
  ),
};
