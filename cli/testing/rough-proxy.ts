import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { seededRandom } from '../../generators/seeded-random.ts';

export interface Roughness {
  /** One request of so many loses its connection. */
  readonly every: number;
  /** Before the service hears of it, or when it has done what it was asked, instead of the answer. */
  readonly when: 'before' | 'after';
  /** Each request waits for at most so long; milliseconds. */
  readonly delayMs: number;
}

export interface RoughProxy {
  readonly endpoint: URL;
  /** Requests, and how many of them lost their connection. */
  readonly seen: { requests: number; broken: number };
}

/**
 * Passes bytes on to a service, late, and breaks connections; until the test ends. A request begins with the first
 * bytes after an answer, so nothing that a client may send is read or changed. For tests.
 */
export async function roughProxy(service: URL, { every, when, delayMs }: Roughness): Promise<RoughProxy> {
  const seen = { requests: 0, broken: 0 };
  const random = seededRandom(1);
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect({ host: service.hostname, port: Number(service.port), allowHalfOpen: true });
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroySoon());
    let asked = false;
    let breaks = false;
    const breakOff = (): void => {
      seen.broken += 1;
      near.resetAndDestroy();
    };
    near.on('data', (bytes) => {
      if (asked) return void far.write(bytes);
      asked = true;
      seen.requests += 1;
      breaks = seen.requests % every === 0;
      near.pause();
      setTimeout(
        () => {
          if (breaks && when === 'before') return breakOff();
          far.write(bytes);
          near.resume();
        },
        random.nextInt(0, delayMs),
      );
    });
    far.on('data', (bytes) => {
      if (breaks) return breakOff();
      asked = false;
      near.write(bytes);
    });
    near.on('end', () => far.end());
    far.on('end', () => near.end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { endpoint: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), seen };
}
