import { type ServiceRequest, headerValues } from '../../reference/core/request/http-message.ts';
import { Refusal } from '../../reference/core/refusal.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { Compose, Mutant } from '../mutant.ts';

export const httpMutants: readonly Mutant[] = [
  {
    id: 'written/accept-anything-refused',
    fault: 'A request that accepts anything is refused.',
    kind: 'written',
    rule: 'wire/http/accept-anything/GetContactInformation',
    because: '406',
    compose: (parts) => ({
      ...parts,
      checkContentType: (request, whole) => {
        parts.checkContentType(request, whole);
        if (headerValues(request, 'accept').includes('*/*'))
          throw new Refusal('NotAcceptableException', 'Only JSON is spoken.', { status: 406 });
      },
    }),
  },
  {
    id: 'written/charset-refused-once',
    fault: 'Deletions are refused where the content type has a charset.',
    kind: 'written',
    rule: 'wire/http/content-type-charset/DeleteAlternateContact',
    because: '415',
    compose: (parts) => ({
      ...parts,
      checkContentType: (request, whole) => {
        parts.checkContentType(request, whole);
        const [type = ''] = headerValues(request, 'content-type');
        if (request.target === '/deleteAlternateContact' && /charset/i.test(type))
          throw new Refusal(parts.errorNames.contentType, 'Only the plain type is known.', { status: 415 });
      },
    }),
  },
  {
    id: 'written/other-media-type-accepted',
    fault: 'The content type of a request is not looked at.',
    kind: 'written',
    rule: 'wire/http/content-type-wrong/PutAlternateContact',
    because: '200 with an empty body',
    compose: (parts) => ({ ...parts, checkContentType: () => undefined }),
  },
  {
    id: 'written/json-suffix-accepted',
    fault: 'Every media type with the suffix +json is taken for JSON.',
    kind: 'written',
    rule: 'wire/http/content-type-json-suffix/PutAlternateContact',
    also: ['wire/http/content-type-json-suffix/*'],
    because: 'no refusal',
    compose: (parts) => ({
      ...parts,
      checkContentType: (request, whole) => {
        if (!headerValues(request, 'content-type').some((type) => type.endsWith('+json')))
          parts.checkContentType(request, whole);
      },
    }),
  },
  {
    id: 'written/header-name-by-case',
    fault: 'The content type is found under one spelling of its name only.',
    kind: 'written',
    rule: 'wire/http/header-name-case/ListRegions',
    because: '415',
    compose: (parts) => ({
      ...parts,
      checkContentType: (request, whole) => {
        const known = request.headers.some(([name]) => ['content-type', 'Content-Type'].includes(name));
        if (request.headers.some(([name]) => name.toLowerCase() === 'content-type') && !known)
          throw new Refusal(parts.errorNames.contentType, 'There is no content type.', { status: 415 });
        parts.checkContentType(request, whole);
      },
    }),
  },
  {
    id: 'written/any-method',
    fault: 'The method of a request does not matter.',
    kind: 'written',
    rule: 'wire/http/method-put/PutAlternateContact',
    because: '200 with an empty body',
    compose: routeTarget(({ method }) => ({ method: method === 'GET' ? method : 'POST' })),
  },
  {
    id: 'written/path-by-its-beginning',
    fault: 'A path that only begins like that of an operation reaches it.',
    kind: 'written',
    rule: 'wire/http/path-unknown/PutAlternateContact',
    because: '200 with an empty body',
    compose: (parts) => {
      const paths = Object.values(parts.options.contract.operations).map(({ path }) => path);
      const known = (target: string) => paths.find((path) => target.startsWith(path));
      return routeTarget(({ target }) => ({ target: known(target) ?? target }))(parts);
    },
  },
  {
    id: 'written/path-below-a-version',
    fault: 'A version before the path of an operation is passed over.',
    kind: 'written',
    rule: 'wire/http/path-unknown/ListRegions',
    because: '200',
    compose: routeTarget(({ target }) => ({ target: target.replace(/^\/v\d+(?=\/)/, '') })),
  },
  {
    id: 'written/path-with-a-segment-more',
    fault: 'What follows the first segment of a path is passed over.',
    kind: 'written',
    rule: 'wire/http/path-unknown/GetAlternateContact',
    because: '200',
    compose: routeTarget(({ target }) => ({ target: target.replace(/(?<=.)\/.*$/, '') })),
  },
  {
    id: 'written/unknown-path-crash',
    fault: 'A path that no operation has ends in a server error.',
    kind: 'written',
    rule: 'wire/http/path-unknown/GetContactInformation',
    because: '500',
    compose: (parts) => ({
      ...parts,
      route: (request, whole) => {
        try {
          return parts.route(request, whole);
        } catch {
          throw new Error('no handler');
        }
      },
    }),
  },
  {
    id: 'written/query-fills-in',
    fault: 'Members that the body lacks are taken from the query string.',
    kind: 'written',
    rule: 'wire/http/query-instead-of-body-Title/PutAlternateContact',
    because: '200 with an empty body',
    compose: (parts) => {
      let query: JsonObject = {};
      return {
        ...parts,
        route: (request, whole) => {
          query = Object.fromEntries(new URL(request.target, 'http://localhost').searchParams);
          return parts.route(request, whole);
        },
        readInput: (shape, input, errorName) => parts.readInput(shape, { ...query, ...input }, errorName),
      };
    },
  },
];

/** Routes a request as if it were another one. */
function routeTarget(change: (request: ServiceRequest) => Partial<ServiceRequest>): Compose {
  return (parts) => ({
    ...parts,
    route: (request, whole) => parts.route({ ...request, ...change(request) }, whole),
  });
}
