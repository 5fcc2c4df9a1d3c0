import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What was measured before, by key. */
export interface Ledger<T> {
  readonly size: number;
  get(key: string): T | undefined;
  add(key: string, row: T): Promise<void>;
}

/**
 * Remembers in a file what was measured, so that a measurement that was stopped goes on where it was. The first line says
 * what was measured and how (`of`); where that is another, the file begins anew.
 */
export async function openLedger<T>(file: string, of: string): Promise<Ledger<T>> {
  const rows = new Map((await readLines(file, of)).map((line) => JSON.parse(line) as [string, T]));
  if (rows.size === 0) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify({ of })}\n`);
  }
  const known = rows.size;
  return {
    size: known,
    get: (key) => rows.get(key),
    add: async (key, row) => {
      rows.set(key, row);
      await appendFile(file, `${JSON.stringify([key, row])}\n`);
    },
  };
}

async function readLines(file: string, of: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  // What stands behind the last end of a line was cut short.
  const [first, ...lines] = text.split('\n').slice(0, -1);
  return first === JSON.stringify({ of }) ? lines : [];
}
