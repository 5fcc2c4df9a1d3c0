import { readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { serveBytes, serveHttp, serveTcp } from '../../targets/testing/wire.ts';
import { startEmbedded } from '../../proof/embedded.ts';
import { readReports, reportsIn } from '../testing/read-reports.ts';
import { runCli, scratch, type SpawnOptions } from '../testing/spawn-cli.ts';

/** One suite, so that also a target that answers each request late is through soon. */
async function runOn(endpoint: URL, options: SpawnOptions = {}, select = ['--suite', 'contacts']) {
  const directory = await scratch();
  const args = ['run', '--endpoint', endpoint.href, ...select, '--timeout', '500', '--seed', '1'];
  const env = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', ...options.env };
  const ended = await runCli([...args, ...reportsIn(directory)], { ...options, env });
  return { ...ended, ...(await readReports(directory)) };
}

const OK = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
const always =
  (status: number, headers: Record<string, string>, body: string | Buffer): RequestListener =>
  (_request, response) =>
    void response.writeHead(status, headers).end(body);

const JSON_TYPE = { 'content-type': 'application/json' };

/** A gigabyte of blanks in a megabyte. */
const PACKED = gzipSync(Buffer.alloc(1_000_000_000, ' '));
const bomb: RequestListener = (_request, response) =>
  void response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }).end(PACKED);

const manyHeaders: RequestListener = (_request, response) => {
  for (let number = 0; number < 2000; number += 1) response.setHeader(`x-${number}`, '\u00a0<script>');
  response.writeHead(200, JSON_TYPE).end('{}');
};

async function closedPort(): Promise<URL> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return new URL(`http://127.0.0.1:${port}`);
}

describe('where the target cannot be asked, the run ends with exit 3 and whole reports:', () => {
  test.each<[string, () => Promise<URL>, RegExp, number?]>([
    ['nothing listens', closedPort, /refused/],
    ['no answer comes', () => serveTcp((socket) => socket.resume()), /timeout/],
    [
      'it does not speak TLS',
      async () => new URL(`https://127.0.0.1:${(await serveBytes(`${OK}content-length: 0\r\n\r\n`)).port}`),
      /does not speak TLS/,
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
      // A connection may break once.
      6,
    ],
    [
      'a body of 100 MB comes',
      () => serveHttp(always(200, { 'content-type': 'application/json' }, Buffer.alloc(100_000_000, ' '))),
      /too-large/,
    ],
  ])('%s', async (_what, serve, reason, requests = 1) => {
    const { exitCode, stdout, result, junit } = await runOn(await serve());
    expect(exitCode).toBe(3);
    expect(result).toMatchObject({ exitCode: 3, verdict: 'error', requests });
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

test('where a request ends the target, the run ends with exit 3, and its reports name the rule that sent it', async () => {
  const { target, close } = await startEmbedded({
    compose: (parts) => ({
      ...parts,
      route(request, all) {
        if (/^\{.*(\[|\{"a":){64}/.test(Buffer.from(request.body).toString())) void close();
        return parts.route(request, all);
      },
    }),
  });
  onTestFinished(close);
  const [standalone] = target.identities;
  const { accessKeyId = '', secretAccessKey = '' } = (await standalone?.credentials()) ?? {};
  const env = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
  const select = ['--rule', 'wire/json/*/ListRegions', '--workers', '1', '--order', 'id'];
  const { exitCode, stdout, result, junit } = await runOn(target.endpoint, { env }, select);
  const lost = 'the connection was lost while wire/json/deep-nesting/ListRegions ran';
  expect(exitCode).toBe(3);
  expect(result).toMatchObject({ exitCode: 3, summary: `Target unreachable: ${lost}.` });
  expect(result.rules.filter(({ reason }) => reason === lost).length).toBeGreaterThan(10);
  for (const text of [stdout, junit]) expect(text).toContain(lost);
  const culprit = result.rules.find(({ id }) => id === 'wire/json/deep-nesting/ListRegions');
  expect(culprit).toMatchObject({
    outcome: 'error',
    reason: expect.stringMatching(/^reset: .*; then refused: /),
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
      'bytes that are not UTF-8',
      always(200, { 'content-type': 'application/json' }, Buffer.from([0x22, 0xff, 0xfe, 0x00, 0x07, 0x22])),
    ],
    ['a decompression bomb', bomb],
    ['lists in lists, ten thousand deep', always(200, JSON_TYPE, '['.repeat(10_000) + ']'.repeat(10_000))],
    ['objects in objects', always(400, JSON_TYPE, '{"message":'.repeat(50_000) + '0' + '}'.repeat(50_000))],
    [
      'a redirect to itself for ever',
      (request, response) => void response.writeHead(307, { location: request.url }).end(),
    ],
    ['two thousand headers', manyHeaders],
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
      result.notImplemented.length + result.rules.filter(({ findings }) => findings).length,
    ).toBeGreaterThan(0);
    expect(result.rules.filter(({ outcome }) => outcome === 'pass' || outcome === 'error')).toEqual([]);
    expect(stdout).not.toContain('\u001b');
    expect(stdout).not.toContain('\u0000');
  });
});

describe('where only the bytes on the wire are odd, the run ends with whole reports:', () => {
  test.each<[string, string]>([
    ['chunks that are none', `${OK}transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`],
    [
      'headers without end',
      `${OK}${Array.from({ length: 10_000 }, (_, at) => `x-${at}: ${at}\r\n`).join('')}\r\n`,
    ],
    ['no HTTP', '220 mail.example ESMTP\r\n'],
  ])('%s', async (_what, bytes) => {
    const { exitCode, result } = await runOn(await serveBytes(bytes));
    expect(exitCode).toBe(3);
    expect(result.rules.filter(({ outcome }) => outcome === 'pass')).toEqual([]);
  });

  test('a body that drips', async () => {
    const endpoint = await serveTcp((socket) => {
      socket.once('data', () => {
        socket.write(`${OK}content-length: 1000000\r\n\r\n`);
        const drip = setInterval(() => socket.write(' '), 20);
        socket.once('close', () => clearInterval(drip));
      });
    });
    const { exitCode, stdout } = await runOn(endpoint);
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(/timeout/);
  });
});

/** Text that means something to whatever shows a report. */
const INJECTED = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  ']]><failure message="x"/><![CDATA[',
  '&xxe;<!ENTITY xxe SYSTEM "file:///etc/passwd">',
  '[click](javascript:alert(1)) ![x](https://example.com/x.png) | a | b |\n\n# Heading',
  '```\n<script>fenced</script>\n````',
  '</details></td></table>::error::x\n::set-output name=a::b',
  '\u001b[2J\u001b]0;title\u0007\u001b]8;;https://example.com\u0007link\u009b31m\u0000\u202e',
].join(' ');

test('what a target says is shown as text in every report, and does nothing', async () => {
  const endpoint = await serveHttp((_request, response) => {
    response.writeHead(400, {
      ...JSON_TYPE,
      'x-amzn-errortype': '<script>alert(1)</script>ValidationException',
      'x-amzn-requestid': '"><img src=x onerror=alert(1)>',
    });
    response.end(JSON.stringify({ message: INJECTED, [INJECTED]: INJECTED, reason: INJECTED }));
  });
  const directory = await scratch();
  const kinds = ['html', 'markdown', 'ctrf', 'sarif', 'badge'];
  const paths = kinds.flatMap((kind) => [`--${kind}`, join(directory, kind)]);
  const args = ['run', '--endpoint', endpoint.href, '--suite', 'contacts', 'errors', '--timeout', '500'];
  const env = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', GITHUB_ACTIONS: 'true' };
  const { exitCode, stdout, stderr } = await runCli([...args, ...paths, ...reportsIn(directory)], { env });
  // The JUnit file is held against its schema here.
  const { junit } = await readReports(directory);
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
  const [html = '', markdown = '', ...others] = await Promise.all(
    kinds.map((kind) => readFile(join(directory, kind), 'utf8')),
  );
  for (const text of others) expect(() => JSON.parse(text) as unknown).not.toThrow();
  expect(html).toContain('&lt;script&gt;alert(1)');
  expect(html).not.toMatch(/<script>alert|<img src=x/);
  expect(junit.replaceAll(/<!\[CDATA\[[^]*?\]\]>/g, '')).not.toMatch(/<failure message="x"|<!ENTITY/);
  const outsideCode = markdown.replaceAll(/^(`{3,})[^]*?^\1$/gm, '').replaceAll(/(`+)[^]*?\1/g, '');
  expect(outsideCode.length).toBeGreaterThan(markdown.length / 10);
  expect(outsideCode).not.toMatch(/<script|<img|<\/details><\/td>/);
  expect(linksOf(outsideCode).filter((link) => /javascript:|example\.com/.test(link))).toEqual([]);
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/;
  for (const text of [stdout, markdown, html, junit]) expect(text).not.toMatch(CONTROLS);
  expect(stdout.split('\n').filter((line) => /^::(error::x|set-output)/.test(line))).toEqual([]);
});

/** Where the inline links and images of Markdown lead. */
function linksOf(markdown: string): string[] {
  return [...markdown.matchAll(/(?<!\\)!?\[[^\]]*(?<!\\)\]\(([^)]*)\)/g)].map(([, link = '']) => link);
}
