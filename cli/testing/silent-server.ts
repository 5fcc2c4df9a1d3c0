import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface SilentServer {
  readonly url: URL;
  /** Resolves at the first connection. */
  readonly asked: Promise<void>;
}

/** Takes connections and never answers, until the test ends. For tests. */
export async function silentServer(): Promise<SilentServer> {
  const sockets = new Set<Socket>();
  let heard = () => {};
  const asked = new Promise<void>((resolve) => (heard = resolve));
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('data', heard);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), asked };
}
