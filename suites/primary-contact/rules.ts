import type { Rule } from '../../harness/rule.ts';
import { apartRules } from './apart.rules.ts';
import { everyRules } from './every.rules.ts';
import { optionalRules } from './optional.rules.ts';
import { otherScriptsRules } from './other-scripts.rules.ts';
import { putTwiceRules } from './put-twice.rules.ts';
import { readBackRules } from './read-back.rules.ts';
import { replaceRules } from './replace.rules.ts';
import { stateRules } from './state.rules.ts';
import { textRules } from './text.rules.ts';
import { websiteRules } from './website.rules.ts';

/** The suite of the primary contact. */
export const primaryContactRules: readonly Rule[] = [
  ...readBackRules,
  ...replaceRules,
  ...putTwiceRules,
  ...optionalRules,
  ...stateRules,
  ...everyRules,
  ...websiteRules,
  ...textRules,
  ...otherScriptsRules,
  ...apartRules,
];
