import { open } from 'node:fs/promises';

const CHUNK = 64 * 1024;

/**
 * The text of a file, or of a pipe, that ends somewhere: what is named may be a device that never does.
 * @throws {Error} where it is larger than `most` bytes, and what the system says where it cannot be read.
 */
export async function readTextFile(path: string, most: number): Promise<string> {
  const file = await open(path, 'r');
  try {
    const chunks: Buffer[] = [];
    let size = 0;
    for (;;) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(CHUNK), 0, CHUNK, null);
      if (bytesRead === 0) return Buffer.concat(chunks).toString('utf8');
      size += bytesRead;
      if (size > most) throw new Error(`is larger than ${most} bytes`);
      chunks.push(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}

/** The longest timer of the platform: a longer one would fire at once. Milliseconds, some 24 days. */
export const LONGEST_MS = 2 ** 31 - 1;

/** What options may ask for at most, on the command line and in the configuration. */
export const MOST = {
  runs: 1_000_000,
  workers: 1000,
  requestsPerSecond: 1_000_000,
  retries: 100,
  shards: 10_000,
} as const;
