import type { Rule } from '../../harness/rule.ts';
import { isolationRules, typesRules } from './types-and-apart.rules.ts';
import { createRules } from './create.rules.ts';
import { deleteRules } from './delete.rules.ts';
import { everyCharacterRules, otherScriptsRules } from './every-character-and-other-scripts.rules.ts';
import { replaceRules } from './replace.rules.ts';
import { sequenceRules } from './sequence.rules.ts';
import { textRules } from './text.rules.ts';
import { twiceRules } from './twice.rules.ts';

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
