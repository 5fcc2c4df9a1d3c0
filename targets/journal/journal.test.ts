import {
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Write } from './durable-file.ts';
import { forgetInJournal, hasEnded, Journal } from './journal.ts';
import type { JournalEntry, JournalHeader } from './journal-schema.ts';
import { accountsIn, readJournal } from './read-journal.ts';

let path = '';
beforeEach(async () => {
  const directory = await mkdtemp(join(tmpdir(), 'account-conformance-test-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  path = join(directory, 'run.jsonl');
});

const HEADER: JournalHeader = {
  format: 2,
  edition: 'guide-2024',
  target: { name: 'sandbox', endpoint: 'http://127.0.0.1:5000/' },
  options: { target: 'sandbox' },
  startedAt: '2026-01-01T00:00:00.000Z',
  accounts: ['111111111111', '222222222222'],
};

function wrote(text: string, account = '111111111111'): JournalEntry {
  const where = { account, resource: 'primary-contact', name: 'primary-contact' } as const;
  return { kind: 'wrote', ...where, operation: 'PutContactInformation', texts: [text] };
}

const ENTRIES = ['one', 'two', 'three'].map((text) => wrote(text));

function written(): string[] {
  const journal = new Journal(path, HEADER);
  for (const entry of ENTRIES) journal.append(entry);
  journal.keep();
  return readFileSync(path, 'utf8').split('\n').slice(0, -1);
}

const save = (lines: readonly string[], end = '\n') => writeFileSync(path, lines.join('\n') + end);

test('what was appended is read, whole', () => {
  written();
  expect(readJournal(path)).toMatchObject({
    ours: true,
    header: HEADER,
    entries: ENTRIES,
    torn: null,
    damage: [],
  });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(path, '..')), 'nothing is left beside it').toEqual(['run.jsonl']);
});

test('a line that is cut at any byte is a torn one, and the rest is read', () => {
  const whole = readFileSync((written(), path));
  const from = whole.lastIndexOf('\n', whole.length - 2) + 2;
  for (let end = from; end < whole.length; end += 1) {
    writeFileSync(path, whole.subarray(0, end));
    const { entries, torn, damage } = readJournal(path);
    expect({ entries, damage }).toEqual({ entries: ENTRIES.slice(0, 2), damage: [] });
    expect(torn).toMatch(/^line 4, the last one, is cut/);
  }
});

describe('does not pass for whole:', () => {
  test.each<[string, (lines: string[]) => void, RegExp]>([
    [
      'a line in which a letter changed',
      (lines) => (lines[2] = lines[2]?.replace('two', 'twO') ?? ''),
      /line 3 is damaged/,
    ],
    ['a line that is missing', (lines) => lines.splice(2, 1), /missing before the one of number 3/],
    ['a first line that is missing', (lines) => lines.splice(0, 1), /first line is missing/],
    ['a first line that is damaged', (lines) => (lines[0] = lines[0]?.slice(1) ?? ''), /line 1 is damaged/],
    ['a line that is empty', (lines) => lines.splice(2, 0, ''), /line 3 is damaged/],
    ['a line twice', (lines) => lines.splice(2, 0, lines[1] ?? ''), /number 1 stands twice/],
    [
      'lines in another order',
      (lines) => lines.splice(1, 2, lines[2] ?? '', lines[1] ?? ''),
      /missing|twice/,
    ],
    [
      'a last line that is whole and damaged',
      (lines) => (lines[3] = lines[3]?.replace('three', 'tree') ?? ''),
      /line 4 is damaged/,
    ],
  ])('%s', (_what, damage, said) => {
    const lines = written();
    damage(lines);
    save(lines);
    const reading = readJournal(path);
    expect(reading.damage.join('; ')).toMatch(said);
    expect(reading.ours).toBe(true);
    // What is whole in it is good for something.
    expect(reading.entries.length).toBeGreaterThan(1);
  });

  test('a line of another journal', () => {
    const lines = written();
    const other = path;
    path = `${other}.2`;
    const journal = new Journal(path, { ...HEADER, startedAt: 'later' });
    for (const entry of ENTRIES) journal.append(entry);
    journal.keep();
    const strange = readFileSync(path, 'utf8').split('\n')[2] ?? '';
    path = other;
    save(lines.with(2, strange));
    expect(readJournal(path).damage).toEqual([
      'line 3 does not follow the one before',
      'line 4 does not follow the one before',
    ]);
  });

  test.each<[string, () => void, RegExp]>([
    ['a file that is missing', () => {}, /it is missing/],
    ['an empty file', () => writeFileSync(path, ''), /it is empty/],
    ['a text', () => writeFileSync(path, 'Dear diary'), /not a journal of ours/],
    ['a text with line breaks', () => writeFileSync(path, 'Dear\ndiary\n'), /not a journal of ours/],
    ['other JSON', () => writeFileSync(path, '{"format":1}\n{}\n'), /not a journal of ours/],
    ['zeros', () => (writeFileSync(path, ''), truncateSync(path, 4096)), /not a journal of ours/],
    [
      'a link to one',
      () => (writeFileSync(`${path}.x`, ''), symlinkSync(`${path}.x`, path)),
      /cannot be read \(ELOOP\)/,
    ],
    [
      'a folder',
      () => {
        path = join(path, '..');
      },
      /cannot be read/,
    ],
  ])('%s', (_what, make, said) => {
    make();
    expect(readJournal(path)).toMatchObject({
      ours: false,
      entries: [],
      damage: [expect.stringMatching(said)],
    });
  });
});

test('a journal of format 1 is read', () => {
  const header = { ...HEADER, format: 1, accounts: undefined };
  save(
    [header, ...ENTRIES].map((line) => JSON.stringify(line)),
    '\n{"kind":"wr',
  );
  expect(readJournal(path)).toMatchObject({
    ours: true,
    header: { format: 1, target: HEADER.target },
    entries: ENTRIES,
    torn: expect.stringMatching(/line 5/),
    damage: [],
  });
});

/** A disk that takes so many bytes, in pieces. */
function disk(room: number): Write {
  let left = room;
  return (file, bytes, offset, length, at) => {
    if (left === 0) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    const taken = Math.min(length, left, 100);
    left -= taken;
    return writeSync(file, bytes, offset, taken, at);
  };
}

test('a line that does not fit is cut off again, and no other one follows', () => {
  const [first = '', second = ''] = written();
  const room = first.length + second.length + 2;
  for (const more of [0, 1, 50, 150]) {
    path = `${path}.x`;
    const journal = new Journal(path, HEADER, disk(room + more));
    journal.append(wrote('one'));
    expect(() => journal.append(wrote('two'.repeat(100)))).toThrow(/cannot be written \(ENOSPC\)/);
    expect(journal.fault?.name).toBe('StateFault');
    expect(() => journal.append(wrote('a')), 'nor what would fit').toThrow(/cannot be written/);
    expect(readJournal(path)).toMatchObject({ entries: [wrote('one')], torn: null, damage: [] });
    journal.keep();
  }
});

test('a journal that does not fit does not appear', () => {
  expect(() => new Journal(path, HEADER, disk(150))).toThrow(/cannot be written \(ENOSPC\)/);
  expect(readdirSync(join(path, '..'))).toEqual([]);
});

test('one that exists is not written over', () => {
  writeFileSync(path, 'of somebody else');
  expect(() => new Journal(path, HEADER)).toThrow(/EEXIST/);
  expect(readFileSync(path, 'utf8')).toBe('of somebody else');
});

test('whenever it is killed while it tidies up, it is known to have ended', () => {
  const journal = new Journal(path, HEADER);
  const seen: boolean[] = [];
  journal.finish(() => seen.push(hasEnded(path)));
  expect(seen).toEqual([true]);
  expect({ there: existsSync(path), ended: hasEnded(path) }).toEqual({ there: false, ended: false });
});

test('what a person gave up is remembered, also behind a torn line', () => {
  const journal = new Journal(path, HEADER);
  journal.append(wrote('one'));
  journal.append(wrote('two', '222222222222'));
  journal.keep();
  writeFileSync(path, '{"n":3,"prev":', { flag: 'a' });
  forgetInJournal(path, '111111111111');
  const reading = readJournal(path);
  expect(reading).toMatchObject({ torn: null, damage: [] });
  expect(accountsIn(reading)).toEqual(['222222222222']);
});

test('where lines are missing they may speak of each account of the run', () => {
  const lines = written();
  save(lines.toSpliced(2, 1));
  expect(accountsIn(readJournal(path))).toEqual(HEADER.accounts);
});
