import { isJsonObject } from '../../reference/core/request/read-input.ts';
import type { Mutant } from '../mutant.ts';
import { everyNth } from '../operators/wrap-handler.ts';
import {
  bodyOf,
  rewriteSuccess,
  withBody,
  withHeader,
  withoutHeader,
} from '../operators/rewrite-response.ts';

export const successFormMutants: readonly Mutant[] = [
  {
    id: 'written/put-answers-contact',
    fault: 'A put answers with what it stored.',
    kind: 'written',
    rule: 'wire/empty-output',
    because: 'the body is not empty',
    compose: rewriteSuccess('PutAlternateContact', (response) =>
      withBody(response, { AlternateContact: {} }),
    ),
  },
  {
    id: 'written/put-answers-null',
    fault: 'A put answers with the JSON text null.',
    kind: 'written',
    rule: 'wire/empty-output',
    because: 'the body is not empty',
    compose: rewriteSuccess('PutContactInformation', (response) => withBody(response, 'null')),
  },
  {
    id: 'written/delete-answers-empty-object',
    fault: 'A deletion answers with an empty JSON object.',
    kind: 'written',
    rule: 'wire/empty-output-exact',
    because: 'the body is an empty JSON object',
    compose: rewriteSuccess('DeleteAlternateContact', (response) => withBody(response, {})),
  },
  {
    id: 'written/list-without-media-type',
    fault: 'A list has no content type.',
    kind: 'written',
    rule: 'wire/output-media-type',
    because: 'there is no content type',
    compose: rewriteSuccess('ListRegions', (response) => withoutHeader(response, 'content-type')),
  },
  {
    id: 'written/success-as-plain-text',
    fault: 'A success with output calls itself plain text.',
    kind: 'written',
    rule: 'wire/output-media-type',
    because: 'text/plain',
    compose: rewriteSuccess('GetRegionOptStatus', (response) =>
      withHeader(response, 'content-type', 'text/plain'),
    ),
  },
  {
    id: 'written/absent-members-null',
    fault: 'Optional members that are absent are answered as null.',
    kind: 'written',
    rule: 'wire/absent-members',
    because: 'AddressLine3 is null',
    compose: rewriteSuccess('GetContactInformation', (response) => {
      const { ContactInformation: contact } = bodyOf(response);
      return withBody(response, {
        ContactInformation: { AddressLine3: null, ...(isJsonObject(contact) ? contact : {}) },
      });
    }),
  },
  {
    id: 'written/last-token-null',
    fault: 'The last page has the token null instead of no token.',
    kind: 'written',
    rule: 'wire/absent-members',
    because: 'NextToken is null',
    compose: rewriteSuccess('ListRegions', (response) =>
      withBody(response, { NextToken: null, ...bodyOf(response) }),
    ),
  },
  {
    id: 'written/output-encoded-twice',
    fault: 'The body of a list is JSON within a JSON text.',
    kind: 'written',
    rule: 'wire/output-shape',
    because: 'the body is not a JSON object',
    compose: rewriteSuccess('ListRegions', (response) =>
      withBody(response, JSON.stringify(JSON.stringify(bodyOf(response)))),
    ),
  },
  {
    id: 'written/type-in-title-case',
    fault: 'Only the first letter of a contact type is a capital in the answer.',
    kind: 'written',
    rule: 'wire/output-case',
    because: 'is written',
    compose: rewriteSuccess('GetAlternateContact', (response) => {
      const { AlternateContact: contact } = bodyOf(response);
      const { AlternateContactType: type = '', ...rest } = isJsonObject(contact) ? contact : {};
      const titled = titleCase(type);
      return withBody(response, { AlternateContact: { ...rest, AlternateContactType: titled } });
    }),
  },
  {
    id: 'written/status-in-title-case',
    fault: 'Only the first letter of the status of a region is a capital in the answer.',
    kind: 'written',
    rule: 'wire/output-shape',
    because: 'is not one of',
    compose: rewriteSuccess('GetRegionOptStatus', (response) => {
      const { RegionOptStatus: status, ...rest } = bodyOf(response);
      return withBody(response, { ...rest, RegionOptStatus: titleCase(status) });
    }),
  },
  {
    id: 'written/request-id-constant',
    fault: 'All responses have the same request id.',
    kind: 'written',
    rule: 'wire/request-id',
    because: 'was given before',
    compose: (parts) => ({ ...parts, nextRequestId: () => '00000000-0000-4000-8000-000000000000' }),
  },
  {
    id: 'written/request-id-empty',
    fault: 'The header for the request id is present but empty.',
    kind: 'written',
    rule: 'wire/request-id',
    because: 'is missing',
    compose: (parts) => ({ ...parts, nextRequestId: () => '' }),
  },
  {
    id: 'written/request-id-used-twice',
    fault: 'Two responses at a time share a request id.',
    kind: 'written',
    rule: 'wire/request-id',
    because: 'was given before',
    compose: (parts) => {
      let count = 0;
      return { ...parts, nextRequestId: () => `request-${Math.floor(count++ / 2)}` };
    },
  },
  {
    id: 'written/delete-without-content',
    fault: 'A deletion is answered with status 204.',
    kind: 'written',
    rule: 'wire/success-status',
    because: '204',
    compose: rewriteSuccess('DeleteAlternateContact', (response) => ({ ...response, status: 204 })),
  },
  {
    id: 'written/list-redirected',
    fault: 'Every third list is redirected to the same place.',
    kind: 'written',
    rule: 'wire/success-status',
    because: '307',
    ordered: true,
    compose: (parts) => {
      const redirected = everyNth(3);
      return rewriteSuccess('ListRegions', (response) =>
        redirected() ? withHeader({ ...response, status: 307 }, 'location', '/listRegions') : response,
      )(parts);
    },
  },
  {
    id: 'written/put-created',
    fault: 'A put is answered with status 201.',
    kind: 'written',
    rule: 'wire/success-status',
    because: '201',
    compose: rewriteSuccess('PutContactInformation', (response) => ({ ...response, status: 201 })),
  },
];

function titleCase(value: unknown): string {
  return typeof value === 'string' ? `${value.slice(0, 1)}${value.slice(1).toLowerCase()}` : '';
}
