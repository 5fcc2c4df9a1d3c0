import type { Contract } from '../../spec/contract.ts';
import type { Rule } from '../../harness/rule.ts';
import { GET_EMAIL } from '../../harness/resources/primary-email.ts';
import { acceptRules, wrongPasswordRules, startRules } from './start-and-accept-and-wrong-password.rules.ts';
import { eitherManagerRules, otherRules } from './other-and-either-manager.rules.ts';
import { neighboursRules, sideBySideRules } from './neighbours-and-side-by-side.rules.ts';

/** The suite of primary e-mail addresses; an edition without their operations has none of it. */
export function primaryEmailRules({ operations }: Contract): readonly Rule[] {
  if (!operations[GET_EMAIL]) return [];
  return [
    ...startRules,
    ...acceptRules,
    ...otherRules,
    ...wrongPasswordRules,
    ...neighboursRules,
    ...eitherManagerRules,
    ...sideBySideRules,
  ];
}
