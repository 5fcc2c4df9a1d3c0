import { isJsonObject } from '../../../reference/core/request/parse-body.ts';
import type { Mutant } from '../../mutant.ts';
import { bodyOf, withBody } from './response-body.ts';
import { rewriteSuccess } from './rewrite-success.ts';

export const websiteNotAnswered: Mutant = {
  id: 'written/website-not-answered',
  fault: 'The web address is stored and never answered.',
  kind: 'written',
  rule: 'primary-contact/read-back',
  because: 'GetContactInformation',
  compose: rewriteSuccess('GetContactInformation', (response) => {
    const { ContactInformation: contact } = bodyOf(response);
    const { WebsiteUrl: _, ...rest } = isJsonObject(contact) ? contact : {};
    return withBody(response, { ContactInformation: rest });
  }),
};
