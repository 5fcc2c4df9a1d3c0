import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { motoTarget } from '../config/presets.ts';
import { claimAccounts, lockKeys } from './claim-accounts.ts';
import {
  HeldLock,
  isStale,
  lockOwner,
  lockPath,
  readLock,
  STALE_AFTER_MS,
  takeLock,
  takeOver,
  TOUCH_EVERY_MS,
  type StandingLock,
} from './lock.ts';
import { locksIn } from './state-directory.ts';

const KEY = '111111111111';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'account-conformance-test-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
});

const owner = (journal = '/somewhere/run.jsonl') => lockOwner(journal, '2026-01-01T00:00:00.000Z');

function held(): HeldLock {
  const lock = takeLock(directory, KEY, owner());
  if (!(lock instanceof HeldLock)) throw new Error('not taken');
  return lock;
}

function standing(): StandingLock {
  const lock = readLock(directory, KEY);
  if (!lock) throw new Error('no lock');
  return lock;
}

const age = (ms: number) =>
  utimesSync(lockPath(directory, KEY), new Date(Date.now() - ms), new Date(Date.now() - ms));
const elsewhere = () =>
  writeFileSync(
    lockPath(directory, KEY),
    JSON.stringify({ ...owner(), host: 'elsewhere', kernel: 'other pid:[1]' }),
  );

test('a lock is taken once, and says who has it', () => {
  const first = held();
  expect(first.isOurs()).toBe(true);
  const second = takeLock(directory, KEY, owner());
  expect(second).toMatchObject({
    owner: { pid: process.pid, host: hostname(), journal: '/somewhere/run.jsonl' },
  });
  first.release();
  expect(readdirSync(directory)).toEqual([]);
});

test('names of its files are random: nothing planted under the number of the process is followed', () => {
  const victim = join(directory, 'victim');
  writeFileSync(victim, 'precious');
  for (const name of [
    `${KEY}.lock.${process.pid}`,
    `${KEY}.lock.${process.pid}.released`,
    `${KEY}.lock.tmp`,
  ]) {
    symlinkSync(victim, join(directory, name));
  }
  held().release();
  expect(readFileSync(victim, 'utf8')).toBe('precious');
});

test('one that nobody touched for a minute is stale on any host; before, only where its process has ended', () => {
  held();
  expect(isStale(standing(), Date.now())).toBe(false);
  age(STALE_AFTER_MS - 5000);
  expect(isStale(standing(), Date.now())).toBe(false);
  age(STALE_AFTER_MS + 1);
  expect(isStale(standing(), Date.now()), 'though its process lives').toBe(true);
  elsewhere();
  expect(isStale(standing(), Date.now())).toBe(false);
  age(STALE_AFTER_MS + 1);
  expect(isStale(standing(), Date.now())).toBe(true);
  const path = lockPath(directory, KEY);
  writeFileSync(path, JSON.stringify({ ...owner(), pid: 999_999_999 }));
  expect(isStale(standing(), Date.now()), 'no such process here').toBe(true);
  writeFileSync(path, JSON.stringify({ ...owner(), processStart: '1' }));
  expect(isStale(standing(), Date.now()), 'another process of that number').toBe(true);
  writeFileSync(path, '');
  expect(standing().owner).toBeNull();
  expect(isStale(standing(), Date.now())).toBe(false);
});

test('whoever is taken over knows it, and gives nothing back', () => {
  const first = held();
  age(STALE_AFTER_MS + 1);
  const second = takeOver(standing(), owner('/other.jsonl'));
  expect({ first: first.isOurs(), second: second?.isOurs() }).toEqual({ first: false, second: true });
  first.touch();
  first.release();
  expect(standing().owner?.journal).toBe('/other.jsonl');
  second?.release();
  expect(readdirSync(directory)).toEqual([]);
});

test('of two that take over the same lock, one fails', () => {
  held();
  age(STALE_AFTER_MS + 1);
  const seen = standing();
  expect(takeOver(seen, owner('/one.jsonl'))).toBeInstanceOf(HeldLock);
  expect(takeOver(seen, owner('/two.jsonl'))).toBeNull();
  expect(standing().owner?.journal).toBe('/one.jsonl');
});

test('one that was touched meanwhile is not taken over', () => {
  const first = held();
  age(STALE_AFTER_MS + 1);
  const seen = standing();
  age(0);
  expect(takeOver(seen, owner('/one.jsonl'))).toBeNull();
  expect(first.isOurs(), 'somebody else touched it').toBe(false);
});

test('one that is left standing is stale at once, on any host', () => {
  const lock = held();
  lock.abandon();
  expect(isStale(standing(), Date.now())).toBe(true);
});

test('whoever holds locks touches them every ten seconds', () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const target = motoTarget(new URL('http://127.0.0.1:5000'));
  const [key = ''] = lockKeys(target);
  const path = lockPath(locksIn(directory), key);
  const claim = claimAccounts(target, { directory, owner: owner(), replace: () => false });
  const touched = statSync(path).mtimeMs;
  const start = Date.now();
  while (Date.now() - start < 20);
  vi.advanceTimersByTime(TOUCH_EVERY_MS);
  expect(statSync(path).mtimeMs).toBeGreaterThan(touched);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid });
  expect(claim.lost()).toBeNull();
  rmSync(path);
  vi.advanceTimersByTime(TOUCH_EVERY_MS);
  expect(existsSync(path), 'what is gone is not made again').toBe(false);
  expect(claim.lost()).toMatch(/the lock of account .* is gone/);
  claim.release();
});
