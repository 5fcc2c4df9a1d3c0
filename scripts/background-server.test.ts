import { expect, test } from 'vitest';
import { startServer, type Emulator } from './background-server.ts';
import { freePort } from './with-emulator.ts';

const READY_MS = 20_000;

function emulator(script: string): Emulator {
  return { command: process.execPath, args: ['-e', script], env: {}, readyPath: '/ready' };
}

/** A server that is ready from the third question on. */
const serving = (port: number) => `
  let asked = 0;
  require('node:http').createServer((request, response) => {
    response.statusCode = request.url === '/ready' && ++asked < 3 ? 503 : 200;
    response.end(String(asked));
  }).listen(${port}, '127.0.0.1')`;

test('resolves once the ready path succeeds, and stop ends the server', async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = await startServer(emulator(serving(port)), url, READY_MS);
  expect(await (await fetch(url)).text()).toBe('3');
  await server.stop();
  await expect(fetch(url)).rejects.toThrow();
});

test('stop ends what the emulator started too', async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const parent = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(serving(port))}], { stdio: 'inherit' })`;
  const server = await startServer(emulator(parent), url, READY_MS);
  await server.stop();
  await expect(fetch(url)).rejects.toThrow();
});

test('an emulator that ends early is an error with its last output', async () => {
  const failing = emulator(`console.error('no such option'); process.exit(3)`);
  await expect(startServer(failing, 'http://127.0.0.1:1', READY_MS)).rejects.toThrow(
    /ended with 3\n(.*\n)*.*no such option/,
  );
});

test('an emulator that is never ready is given up and ended', async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const refusing = `require('node:http').createServer((q, r) => { r.statusCode = 503; r.end(); }).listen(${port}, '127.0.0.1')`;
  await expect(startServer(emulator(refusing), url, 500)).rejects.toThrow('not ready after 500 ms');
  await expect(fetch(url)).rejects.toThrow();
});

test('a command that does not exist is an error that names it', async () => {
  const missing: Emulator = { ...emulator(''), command: '/no/such/emulator' };
  await expect(startServer(missing, 'http://127.0.0.1:1', READY_MS)).rejects.toThrow('/no/such/emulator');
});
