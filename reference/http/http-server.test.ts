import { connect } from 'node:net';
import {
  AccountClient,
  ConflictException,
  DeleteAlternateContactCommand,
  DisableRegionCommand,
  EnableRegionCommand,
  GetAlternateContactCommand,
  GetContactInformationCommand,
  GetRegionOptStatusCommand,
  PutAlternateContactCommand,
  PutContactInformationCommand,
  ResourceNotFoundException,
  ValidationException,
  paginateListRegions,
} from '@aws-sdk/client-account';
import { afterEach, describe, expect, test } from 'vitest';
import { systemClock } from '../core/state/clock.ts';
import { serveHttp, type HttpServer } from './http-server.ts';
import type { ReferenceOptions } from '../core/service.ts';
import { ACCOUNT, credentialOf, testService } from '../testing/world.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function start(options: Partial<ReferenceOptions> = {}): Promise<HttpServer> {
  const server = await serveHttp(testService(options).service);
  open.push(server);
  return server;
}

function clientOf(url: URL, credentials = credentialOf(ACCOUNT.standalone)): AccountClient {
  const client = new AccountClient({ endpoint: url.href, region: 'us-east-1', credentials, maxAttempts: 1 });
  open.push({ close: () => client.destroy() });
  return client;
}

/** What the server answers to bytes on a socket of its own. */
function bytes(url: URL, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(url.port), url.hostname, () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

describe('the official SDK client', () => {
  test('manages an alternate contact', async () => {
    const { url } = await start({ verifySignatures: true, clock: systemClock });
    const client = clientOf(url);
    const contact = {
      AlternateContactType: 'SECURITY' as const,
      EmailAddress: 'jane@example.com',
      Name: 'Jane Doe',
      PhoneNumber: '+12065550100',
      Title: 'CISO',
    };
    const type = { AlternateContactType: contact.AlternateContactType };
    await client.send(new PutAlternateContactCommand(contact));
    const got = await client.send(new GetAlternateContactCommand(type));
    expect(got.AlternateContact).toEqual(contact);
    expect(got.$metadata.requestId).toMatch(/^[\da-f-]{36}$/);
    await client.send(new DeleteAlternateContactCommand(type));
    await expect(client.send(new DeleteAlternateContactCommand(type))).rejects.toBeInstanceOf(
      ResourceNotFoundException,
    );
  });

  test('manages the primary contact', async () => {
    const client = clientOf((await start()).url);
    const ContactInformation = {
      AddressLine1: '1 Beispielgasse',
      City: 'Wien',
      CountryCode: 'AT',
      FullName: 'Jörg Müller',
      PhoneNumber: '+431234567',
      PostalCode: '1010',
    };
    await client.send(new PutContactInformationCommand({ ContactInformation }));
    const got = await client.send(new GetContactInformationCommand());
    expect(got.ContactInformation).toEqual(ContactInformation);
    const refused = client.send(
      new PutContactInformationCommand({ ContactInformation: { ...ContactInformation, City: '' } }),
    );
    await expect(refused).rejects.toBeInstanceOf(ValidationException);
    await expect(refused).rejects.toMatchObject({
      reason: 'fieldValidationFailed',
      fieldList: [{ name: 'ContactInformation.City' }],
    });
  });

  test('manages regions', async () => {
    const client = clientOf((await start()).url);
    const region = { RegionName: 'af-south-1' };
    await client.send(new EnableRegionCommand(region));
    await expect(client.send(new DisableRegionCommand(region))).rejects.toBeInstanceOf(ConflictException);
    const { RegionOptStatus } = await client.send(new GetRegionOptStatusCommand(region));
    expect(RegionOptStatus).toBe('ENABLING');
    const names: unknown[] = [];
    for await (const page of paginateListRegions({ client }, { MaxResults: 7 }))
      names.push(...(page.Regions ?? []).map(({ RegionName }) => RegionName));
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('af-south-1');
  });

  test('with a wrong secret is refused where signatures are verified', async () => {
    const { url } = await start({ verifySignatures: true, clock: systemClock });
    const client = clientOf(url, { ...credentialOf(ACCOUNT.standalone), secretAccessKey: 'wrong' });
    await expect(client.send(new GetContactInformationCommand())).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    });
  });
});

describe('hostile input', () => {
  const head = 'POST /listRegions HTTP/1.1\r\nhost: x\r\n';

  test.each([
    ['no HTTP', 'hello\r\n\r\n'],
    ['a tunnel', 'CONNECT listRegions:443 HTTP/1.1\r\nhost: x\r\n\r\n'],
    ['a header without a name', `${head}: x\r\n\r\n`],
    ['a false content length', `${head}content-length: x\r\n\r\n`],
    ['two lengths', `${head}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}`],
    ['a bad chunk', `${head}transfer-encoding: chunked\r\n\r\nzz\r\n`],
    ['headers without end', `${head}x: ${'x'.repeat(100_000)}\r\n\r\n`],
  ])('%s is answered with 400 and a JSON body, and the server lives', async (_, text) => {
    const { url } = await start();
    const answer = await bytes(url, text);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toMatch(/x-amzn-errortype: SerializationException\r\n/);
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4))).toHaveProperty('message');
    expect((await fetch(url, { method: 'POST' })).status).toBe(404);
  });

  test.each([
    ['without a host', 'POST /x HTTP/1.1\r\nconnection: close\r\ncontent-length: 0\r\n\r\n'],
    [
      'with an unknown expectation',
      'POST /x HTTP/1.1\r\nhost: x\r\nexpect: x\r\nconnection: close\r\ncontent-length: 0\r\n\r\n',
    ],
  ])('a request %s reaches the service', async (_, text) => {
    expect(await bytes((await start()).url, text)).toMatch(/^HTTP\/1\.1 404 [^]*UnknownOperationException/);
  });

  test('a body beyond the limit is answered with 413', async () => {
    const { url } = await start({ maxBodyBytes: 1000 });
    const answer = await fetch(new URL('/listRegions', url), { method: 'POST', body: 'x'.repeat(5_000_000) });
    expect(answer.status).toBe(413);
    expect((await fetch(url, { method: 'POST' })).status).toBe(404);
  });

  test('a request that ends in mid-body does not end the server', async () => {
    const { url } = await start();
    const socket = connect(Number(url.port), url.hostname);
    await new Promise((resolve) => socket.write(`${head}content-length: 10\r\n\r\n{`, resolve));
    socket.destroy();
    expect((await fetch(url, { method: 'POST' })).status).toBe(404);
  });
});

test('a service that throws loses the connection, not the server', async () => {
  const { service } = testService();
  const server = await serveHttp({
    ...service,
    handle: (request) => {
      if (request.target === '/fault') throw new TypeError('fault');
      return service.handle(request);
    },
  });
  open.push(server);
  await expect(fetch(new URL('/fault', server.url))).rejects.toThrow('fetch failed');
  expect((await fetch(server.url, { method: 'POST' })).status).toBe(404);
});

test('a port that is taken is said', async () => {
  const { url } = await start();
  await expect(serveHttp(testService().service, { port: Number(url.port) })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});
