import { fromAccepted } from '../generators/values/from-accepted.ts';
import type { InputOptions } from '../generators/values/input.ts';
import type { Operation } from '../spec/contract.ts';
import type { RuleContext } from './context.ts';

/**
 * What is not in question, from an input that was seen accepted.
 * @param question the path of the member in question; `null`: it is the request as such.
 */
export function acceptedBefore(
  { session, target: { values } }: RuleContext,
  { name, input, changes }: Operation,
  question: readonly string[] | null,
): Pick<InputOptions, 'fixed'> {
  const accepted = session.environment.survey.acceptedInput(name);
  // To what an address was changed already it cannot be changed again.
  if (!accepted || changes === 'primary-email') return {};
  return { fixed: fromAccepted(input, accepted, question, { values }) };
}
