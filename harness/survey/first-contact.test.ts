import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import { connect } from '../connect.ts';
import { loopbackServer } from '../testing/loopback-server.ts';
import { loneTarget } from '../testing/run-against.ts';
import { firstContact } from './first-contact.ts';

const contract = loadContract();

async function contact(url: URL, withinMs = 0) {
  const target = loneTarget(url, {
    timing: { requestTimeout: 300, consistencyWindow: 0, regionTimeout: 1000 },
  });
  const { client } = await connect(target, contract);
  onTestFinished(() => client.close());
  return firstContact({ target, contract, client, seed: 1, signal: new AbortController().signal, withinMs });
}

/** A port on which nothing listens. */
async function closedPort(): Promise<URL> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return new URL(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
}

test('a service that is not ready is asked until it is', async () => {
  let asked = 0;
  const server = await loopbackServer((_request, _body, response) => {
    asked += 1;
    response.writeHead(asked > 3 ? 200 : 503, { 'content-type': 'application/json' }).end('{}');
  });
  onTestFinished(() => server.close());
  expect(await contact(server.url, 10_000)).toMatchObject({ problem: null, requests: 4 });
});

test('one that is not asked again says how', async () => {
  const server = await loopbackServer((_request, _body, response) => {
    response.writeHead(503).end();
  });
  onTestFinished(() => server.close());
  const { problem } = await contact(server.url);
  expect(problem).toMatch(/it is not ready \(status 503\); .*--wait 60s/);
});

test('so does a port on which nothing listens yet', async () => {
  const { problem } = await contact(await closedPort());
  expect(problem).toMatch(/refused: .*; where it is still starting, --wait 60s/);
});

test('a service that is slow is told by what gives it longer, and not asked again', async () => {
  const server = await loopbackServer(() => {});
  onTestFinished(() => server.close());
  const { problem, requests } = await contact(server.url, 10_000);
  expect(problem).toMatch(/no answer within 0\.3 s; --timeout gives it longer/);
  expect(requests).toBe(1);
});

test('any other answer is one', async () => {
  const server = await loopbackServer((_request, _body, response) => {
    response.writeHead(500).end();
  });
  onTestFinished(() => server.close());
  expect((await contact(server.url)).problem).toBeNull();
});
