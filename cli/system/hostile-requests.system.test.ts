import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { RunResult } from '../../results/record.ts';
import { startEmbedded } from '../../proof/embedded.ts';
import { runCli, scratch } from '../testing/spawn-cli.ts';

const HUGE = 'f'.repeat(18);
const BROKEN = '{"message":"out of memory"}';
const RULE = ['--rule', 'wire/http/chunked-malformed/GetAlternateContact', '--seed', '1'];

/** A service that fails at a chunk of that size, and how often it was told of one. */
async function failingService() {
  const { target, close } = await startEmbedded({});
  const seen = { huge: 0 };
  const server = createServer((near) => {
    const far = connect(Number(target.endpoint.port), target.endpoint.hostname);
    for (const socket of [near, far]) socket.on('error', () => socket.destroy());
    near.on('data', (bytes) => {
      if (!bytes.toString('latin1').includes(HUGE)) return void far.write(bytes);
      seen.huge += 1;
      near.end(
        `HTTP/1.1 500 Internal Server Error\r\nconnection: close\r\ncontent-type: application/json\r\nx-amzn-errortype: InternalServerException\r\ncontent-length: ${BROKEN.length}\r\n\r\n${BROKEN}`,
      );
    });
    far.on('data', (bytes) => near.write(bytes));
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroySoon());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.close();
    await close();
  });
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

test('what could exhaust a service goes out with --hostile alone, in a run and in a replay', async () => {
  const directory = await scratch();
  const { endpoint, seen } = await failingService();
  const json = join(directory, 'result.json');
  const asked = ['--endpoint', endpoint, '--json', json];
  const ordinary = await runCli(['run', ...asked, ...RULE], { cwd: directory });
  expect([ordinary.exitCode, seen.huge]).toEqual([0, 0]);
  const hostile = await runCli(['run', ...asked, ...RULE, '--hostile'], { cwd: directory });
  expect([hostile.exitCode, seen.huge > 0]).toEqual([1, true]);
  expect(hostile.stdout).toContain('sent only with --hostile');
  const result = JSON.parse(await readFile(json, 'utf8')) as RunResult;
  const findings = result.rules.flatMap((rule) => rule.findings ?? []);
  expect(findings.map((finding) => finding.hostile)).toContain(true);
  expect(findings[0]?.reproduce.command).toMatch(/ --hostile /);
  const before = seen.huge;
  const refused = await runCli(['replay', json, '--endpoint', endpoint], { cwd: directory });
  expect([refused.exitCode, seen.huge]).toEqual([6, before]);
  expect(refused.stderr).toContain('sent only with --hostile');
  const replayed = await runCli(['replay', json, '--endpoint', endpoint, '--hostile'], { cwd: directory });
  expect(replayed.exitCode).toBe(1);
  expect(seen.huge).toBeGreaterThan(before);
});
