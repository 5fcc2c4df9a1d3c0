import { expect, test } from 'vitest';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { loadContract } from '../../spec/load-contract.ts';
import { loopbackServer } from '../testing/loopback-server.ts';
import { loneTarget, runAgainst } from '../testing/run-against.ts';

type Respond = (request: IncomingMessage, body: Buffer, response: ServerResponse) => void;

const { contentType, errorHeader } = loadContract().wire;
const always =
  (status: number, body: string, headers: Record<string, string> = {}): Respond =>
  (_request, _body, response) => {
    response.writeHead(status, { 'content-type': contentType, ...headers }).end(body);
  };

const NULL_TARGETS: Record<string, Respond> = {
  '200 with {}': always(200, '{}'),
  '200 with nothing': always(200, ''),
  '400 with {}': always(400, '{}'),
  '400 ValidationException': always(400, '{"message":"no"}', { [errorHeader]: 'ValidationException' }),
  '403 AccessDeniedException': always(403, '{"message":"no"}', { [errorHeader]: 'AccessDeniedException' }),
  '404': always(404, 'not found'),
  '404 ResourceNotFoundException': always(404, '{"message":"no"}', {
    [errorHeader]: 'ResourceNotFoundException',
  }),
  '500': always(500, 'oh no'),
  '500 InternalServerException': always(500, '{"message":"no"}', {
    [errorHeader]: 'InternalServerException',
  }),
  'an echo of the request': (_request, body, response) => {
    response.writeHead(200, { 'content-type': contentType }).end(body);
  },
};

for (const [name, respond] of Object.entries(NULL_TARGETS)) {
  test(`against a server that always answers ${name} no rule of validation or errors passes`, async () => {
    const server = await loopbackServer(respond);
    try {
      const { rules } = await runAgainst(loneTarget(server.url), { suites: ['validation', 'errors'] });
      const byInvariant =
        /^errors\/(documented|name-findable|body|header|validation-detail|implemented\/.*)$/;
      const judged = rules.filter(({ id }) => !byInvariant.test(id));
      expect(judged.length).toBeGreaterThan(250);
      expect(judged.filter(({ outcome }) => outcome === 'pass').map(({ id }) => id)).toEqual([]);
    } finally {
      await server.close();
    }
  });
}
