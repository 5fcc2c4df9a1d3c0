import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import { onTestFinished } from 'vitest';

/**
 * What the SDK would send to AWS over TLS goes to this server instead, until the test ends: the names of AWS are not ours to
 * answer for. For tests.
 */
export function answerForAws(url: URL): void {
  const { request } = https;
  https.request = ((options: http.RequestOptions, done: (response: http.IncomingMessage) => void) =>
    http.request(
      {
        ...options,
        agent: undefined,
        protocol: 'http:',
        host: url.hostname,
        hostname: url.hostname,
        port: url.port,
      },
      done,
    )) as typeof request;
  syncBuiltinESMExports();
  onTestFinished(() => {
    https.request = request;
    syncBuiltinESMExports();
  });
}
