import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { NO_SUM, openLine, parseObject } from './journal-line.ts';
import { asEntry, asHeader, type JournalEntry, type JournalHeader } from './journal-schema.ts';

/** What a journal says, as far as it can be believed. */
export interface JournalReading {
  /** Whether any of it was written by us; else the file is somebody else's, or empty, or missing. */
  readonly ours: boolean;
  readonly header: JournalHeader | null;
  readonly entries: readonly JournalEntry[];
  /** Of the last line that is whole. */
  readonly last: { readonly n: number; readonly sum: string };
  /** How many bytes its whole lines have. */
  readonly wholeBytes: number;
  /** The last line is cut, as a kill leaves it: nothing was sent by it. `null`: it is whole. */
  readonly torn: string | null;
  /** What is missing or wrong in it, so that it does not tell all that was changed. */
  readonly damage: readonly string[];
}

/** A run of years writes less. */
const MOST_BYTES = 256 * 1024 * 1024;
const NOTHING_READ: JournalReading = {
  ours: false,
  header: null,
  entries: [],
  last: { n: 0, sum: NO_SUM },
  wholeBytes: 0,
  torn: null,
  damage: [],
};

/** Reads a journal as if an enemy had written it. Never throws for what stands in it. */
export function readJournal(path: string): JournalReading {
  let bytes: Buffer;
  try {
    bytes = readFile(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return {
      ...NOTHING_READ,
      damage: [code === 'ENOENT' ? 'it is missing' : `it cannot be read (${code ?? message})`],
    };
  }
  const text = bytes.toString('utf8');
  if (text === '') return { ...NOTHING_READ, damage: ['it is empty'] };
  const lines = text.split('\n');
  const cut = lines.pop() ?? '';
  const torn = cut === '' ? null : `line ${lines.length + 1}, the last one, is cut; nothing was sent by it`;
  const first = parseObject(lines[0] ?? '');
  const read = first?.['format'] === 1 ? readPlain(lines) : readSealed(lines);
  if (read.ours) return { ...read, torn, wholeBytes: bytes.lastIndexOf('\n') + 1 };
  return { ...NOTHING_READ, damage: ['it is not a journal of ours'] };
}

/** Accounts of which it knows originals that are not yet let go. */
export function accountsIn({ entries, header, damage }: JournalReading): string[] {
  const forgotten = new Set(entries.flatMap((entry) => (entry.kind === 'forgotten' ? [entry.account] : [])));
  // What is missing may speak of any of them.
  const all = [
    ...entries.map(({ account }) => account),
    ...(damage.length > 0 ? (header?.accounts ?? []) : []),
  ];
  return [...new Set(all)].filter((account) => !forgotten.has(account)).toSorted();
}

type Lines = Omit<JournalReading, 'torn' | 'wholeBytes'>;

function readSealed(lines: readonly string[]): Lines {
  const damage: string[] = [];
  const entries: JournalEntry[] = [];
  let header: JournalHeader | null = null;
  let last = { n: -1, sum: NO_SUM };
  let expected = 0;
  /** Of the line right before; `null`: that one is damaged. */
  let before: string | null = NO_SUM;
  for (const [at, text] of lines.entries()) {
    const line = openLine(text);
    if (!line) {
      damage.push(`line ${at + 1} is damaged`);
      expected += 1;
      before = null;
      continue;
    }
    const { n, prev, sum, content } = line;
    if (n !== expected) damage.push(missing(expected, n));
    else if (before !== null && prev !== before) damage.push(`line ${at + 1} does not follow the one before`);
    if (n === 0) header = asHeader(content['header']);
    const entry = n === 0 ? null : asEntry(content['entry']);
    if (entry) entries.push(entry);
    else if (n !== 0 || !header) damage.push(`line ${at + 1} says what this version does not know`);
    last = { n, sum };
    expected = n + 1;
    before = sum;
  }
  return { ours: last.n >= 0, header, entries, last, damage };
}

/** The header has number 0. */
function missing(expected: number, n: number): string {
  if (expected === 0) return 'its first line is missing';
  return n < expected ? `line number ${n} stands twice` : `lines are missing before the one of number ${n}`;
}

/** Format 1 numbers nothing: only what is no JSON shows. */
function readPlain(lines: readonly string[]): Lines {
  const [first = '', ...rest] = lines;
  const header = asHeader(parseObject(first));
  const damage: string[] = [];
  const entries = rest.flatMap((text, at) => {
    const entry = asEntry(parseObject(text));
    if (!entry) damage.push(`line ${at + 2} is damaged`);
    return entry ? [entry] : [];
  });
  return { ours: header !== null, header, entries, last: { n: rest.length, sum: NO_SUM }, damage };
}

function readFile(path: string): Buffer {
  // Neither a link is followed nor a pipe waited for.
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const found = fstatSync(file);
    if (!found.isFile()) throw new Error('not a file');
    if (found.size > MOST_BYTES) throw new Error('too long');
    const bytes = Buffer.alloc(found.size);
    let done = 0;
    while (done < bytes.length) {
      const read = readSync(file, bytes, done, bytes.length - done, done);
      if (read === 0) break;
      done += read;
    }
    return bytes.subarray(0, done);
  } finally {
    closeSync(file);
  }
}
