import type { Rule } from '../../harness/rule.ts';
import { isolationRules, replaceRules } from './apart-and-replace.rules.ts';
import { everyRules, optionalRules } from './every-and-optional.rules.ts';
import { phoneRules } from './phone.rules.ts';
import { otherScriptsRules, textRules } from './text-and-other-scripts.rules.ts';
import { putTwiceRules, readBackRules } from './read-back-and-put-twice.rules.ts';
import { stateRules, websiteRules } from './state-and-website.rules.ts';

/** The suite of the primary contact. */
export const primaryContactRules: readonly Rule[] = [
  ...readBackRules,
  ...replaceRules,
  ...putTwiceRules,
  ...optionalRules,
  ...stateRules,
  ...everyRules,
  ...websiteRules,
  ...phoneRules,
  ...textRules,
  ...otherScriptsRules,
  ...isolationRules,
];
