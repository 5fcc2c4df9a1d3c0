import type { Rule } from '../../harness/rule.ts';
import { isolationRules, typesRules } from './types-and-apart.rules.ts';
import { createRules, replaceRules } from './create-and-replace.rules.ts';
import { deleteRules } from './delete.rules.ts';
import {
  everyCharacterRules,
  otherScriptsRules,
  textRules,
} from './every-character-and-other-scripts-and-text.rules.ts';
import { sequenceRules, twiceRules } from './twice-and-sequence.rules.ts';

/** The suite of the alternate contacts. */
export const contactRules: readonly Rule[] = [
  ...createRules,
  ...replaceRules,
  ...deleteRules,
  ...twiceRules,
  ...typesRules,
  ...isolationRules,
  ...textRules,
  ...everyCharacterRules,
  ...otherScriptsRules,
  ...sequenceRules,
];
