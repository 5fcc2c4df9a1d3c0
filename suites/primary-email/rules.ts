import type { Contract } from '../../spec/contract.ts';
import type { Rule } from '../../harness/rule.ts';
import { GET_EMAIL } from '../../harness/resources/primary-email.ts';
import { acceptRules } from './accept.rules.ts';
import { eitherManagerRules } from './either-manager.rules.ts';
import { neighboursRules } from './neighbours.rules.ts';
import { otherRules } from './other.rules.ts';
import { sideBySideRules } from './side-by-side.rules.ts';
import { startRules } from './start.rules.ts';
import { wrongPasswordRules } from './wrong-password.rules.ts';

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
