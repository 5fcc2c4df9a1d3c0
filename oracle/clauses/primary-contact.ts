import type { Belief } from '../state/belief.ts';
import { found, notFound } from './contact-forms.ts';
import { contactShapes, PRIMARY, requiredMembers } from './contact-shapes.ts';
import { emptySuccess } from './form.ts';
import { jsonObject } from '../input/json-object.ts';
import type { Possible, Request } from '../setting.ts';
import { accountOf, withAccount, type State } from '../state/state.ts';
import { storedFrom } from '../state/stored.ts';

/** Get and put of the primary contact: a put replaces it wholly, so that what it leaves out is gone. */
export function primaryContact({ contract, operation, state, accountId, input }: Request): Possible {
  const shape = contactShapes(contract).primary;
  const belief = accountOf(state, accountId).primary;
  const update = (primary: Belief): State => withAccount(state, accountId, { primary });
  const forget = (from: State, id: string): State => withAccount(from, id, { primary: 'unknown' });
  if (operation.changes === null) {
    const required = requiredMembers(shape);
    const read = { belief, shape, required, outputMember: PRIMARY, apart: null, check: () => null, update };
    const forms = [...found(read, 'read-back', null), ...notFound(belief, update)];
    return { verdicts: [], forms, effect: () => state, forget };
  }
  const effect = () => update([storedFrom(shape, jsonObject(input[PRIMARY]) ?? {})]);
  return { verdicts: [], forms: emptySuccess('put-succeeds', effect), effect, forget };
}
