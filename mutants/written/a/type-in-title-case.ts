import { isJsonObject } from '../../../reference/core/request/parse-body.ts';
import type { Mutant } from '../../mutant.ts';
import { bodyOf, withBody } from './response-body.ts';
import { rewriteSuccess } from './rewrite-success.ts';

export const typeInTitleCase: Mutant = {
  id: 'written/type-in-title-case',
  fault: 'The type of a contact is answered with one capital only.',
  kind: 'written',
  rule: 'wire/output-shape',
  because: 'is not one of',
  compose: rewriteSuccess('GetAlternateContact', (response) => {
    const { AlternateContact: contact } = bodyOf(response);
    const { AlternateContactType: type = '', ...rest } = isJsonObject(contact) ? contact : {};
    const titled = titleCase(type);
    return withBody(response, { AlternateContact: { ...rest, AlternateContactType: titled } });
  }),
};

function titleCase(type: unknown): string {
  return typeof type === 'string' ? `${type.slice(0, 1)}${type.slice(1).toLowerCase()}` : '';
}
