import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { RequestListener } from 'node:http';
import { describe, expect, test } from 'vitest';
import { serveBytes, serveHttp, serveTcp } from '../targets/testing/serve.ts';
import { readReports, reportsIn } from './testing/read-reports.ts';
import { runCli, scratch } from './testing/spawn-cli.ts';
import type { SpawnOptions } from './testing/spawn-cli.ts';

/** One suite, so that also a target that answers each request late is through soon. */
async function runOn(endpoint: URL, options: SpawnOptions = {}) {
  const directory = await scratch();
  const args = ['run', '--endpoint', endpoint.href, '--suite', 'contacts', '--timeout', '500', '--seed', '1'];
  const env = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', ...options.env };
  const ended = await runCli([...args, ...reportsIn(directory)], { ...options, env });
  return { ...ended, ...(await readReports(directory)) };
}

const OK = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
const always =
  (status: number, headers: Record<string, string>, body: string | Buffer): RequestListener =>
  (_request, response) =>
    void response.writeHead(status, headers).end(body);

async function closedPort(): Promise<URL> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return new URL(`http://127.0.0.1:${port}`);
}

describe('where the target cannot be asked, the run ends with exit 3 and whole reports:', () => {
  test.each<[string, () => Promise<URL>, RegExp]>([
    ['nothing listens', closedPort, /refused/],
    ['no answer comes', () => serveTcp((socket) => socket.resume()), /timeout/],
    [
      'it does not speak TLS',
      async () => new URL(`https://127.0.0.1:${(await serveBytes(`${OK}content-length: 0\r\n\r\n`)).port}`),
      /tls/,
    ],
    [
      'the connection breaks in the middle of a body',
      () =>
        serveTcp((socket) =>
          socket.once('data', () =>
            socket.write(`${OK}content-length: 100\r\n\r\n{"Reg`, () => socket.resetAndDestroy()),
          ),
        ),
      /reset/,
    ],
    [
      'a body of 100 MB comes',
      () => serveHttp(always(200, { 'content-type': 'application/json' }, Buffer.alloc(100_000_000, ' '))),
      /too-large/,
    ],
  ])('%s', async (_what, serve, reason) => {
    const { exitCode, stdout, result, junit } = await runOn(await serve());
    expect(exitCode).toBe(3);
    expect(result).toMatchObject({ exitCode: 3, verdict: 'error', requests: 1 });
    expect(result.summary).toMatch(reason);
    expect(stdout).toMatch(reason);
    expect(result.rules.filter(({ outcome }) => outcome === 'pass' || outcome === 'fail')).toEqual([]);
    expect(result.rules.length).toBeGreaterThan(5);
    expect(junit).toContain('contacts/delete-twice');
  });

  test('its name cannot be resolved', async () => {
    // The resolver of the child answers by itself, so that no name leaves this machine.
    const resolver = `
      import dns from 'node:dns';
      dns.lookup = (name, options, callback) =>
        process.nextTick(callback, Object.assign(new Error('stubbed: ' + name), { code: 'ENOTFOUND' }));`;
    const node = ['--import', `data:text/javascript,${encodeURIComponent(resolver)}`];
    const { exitCode, result } = await runOn(new URL('http://account.example.invalid'), { node });
    expect(exitCode).toBe(3);
    expect(result.summary).toMatch(/dns: .*stubbed: account\.example\.invalid/);
  });
});

describe('where the target answers nonsense, the run ends with findings and whole reports:', () => {
  test.each<[string, RequestListener]>([
    ['an HTML page', always(200, { 'content-type': 'text/html' }, '<!doctype html><title>Welcome</title>')],
    [
      'an error page',
      always(502, { 'content-type': 'text/html' }, '<!doctype html><title>Bad gateway</title>'),
    ],
    ['a redirect to itself', always(302, { location: '/' }, '')],
    [
      'bytes that are no UTF-8',
      always(200, { 'content-type': 'application/json' }, Buffer.from([0x22, 0xff, 0xfe, 0x00, 0x07, 0x22])),
    ],
    [
      'control characters',
      always(
        400,
        { 'content-type': 'application/json', 'x-amzn-errortype': 'ValidationException' },
        '{"message":"\\u001b[31m]]>\\u0000&<![CDATA["}',
      ),
    ],
  ])('%s', async (_what, respond) => {
    const { exitCode, stdout, stderr, result } = await runOn(await serveHttp(respond));
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(result.verdict).toBe('does not conform');
    expect(
      result.notImplemented.length + result.rules.filter(({ finding }) => finding).length,
    ).toBeGreaterThan(0);
    expect(result.rules.filter(({ outcome }) => outcome === 'pass' || outcome === 'error')).toEqual([]);
    expect(stdout).not.toContain('\u001b');
    expect(stdout).not.toContain('\u0000');
  });
});
