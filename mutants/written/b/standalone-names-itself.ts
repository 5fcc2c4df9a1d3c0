import type { Mutant } from '../../mutant.ts';
import { reroute } from './reroute.ts';

export const standaloneNamesItself: Mutant = {
  id: 'written/standalone-names-itself',
  fault: 'An account in no organization may name itself.',
  kind: 'written',
  rule: 'context/standalone-own-account/GetContactInformation',
  because: 'no refusal',
  compose: (parts) =>
    reroute(parts, ({ caller, named, parts: { options } }) =>
      named === caller && options.world.standalone.includes(caller) ? caller : null,
    ),
};
