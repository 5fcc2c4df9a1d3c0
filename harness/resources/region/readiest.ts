import type { Transition } from '../../../spec/load-lifecycle.ts';
import { Blocked } from '../../errors.ts';
import { accountConcerned, type RuleSubject } from '../../subject.ts';
import type { Statuses } from './list.ts';

/**
 * Of the regions that may be changed those that are: not one that never settled before and, where a change takes long,
 * those from which this one can start at once, if there are any.
 * @throws {Blocked} where none ever settled.
 */
export function readiest(
  subject: RuleSubject,
  statuses: Statuses,
  names: readonly string[],
  change?: Transition,
): string[] {
  const { regions } = subject.context;
  const { told } = regions.of(accountConcerned(subject));
  const settling = names.filter((name) => !told.has(name));
  if (settling.length === 0 && names.length > 0)
    throw new Blocked(`no region settles: ${[...told].join(', ')}`);
  if (!regions.isSlow || !change) return settling;
  const ready = settling.filter((name) => statuses[name] === change.from);
  return ready.length > 0 ? ready : settling;
}
