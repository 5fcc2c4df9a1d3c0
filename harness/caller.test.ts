import { expect, test } from 'vitest';
import { Caller } from './caller.ts';
import { loneTarget } from './testing/run-against.ts';
import { testSession, type Crafted } from './testing/test-session.ts';

/** Milliseconds; so many that a busy machine has time for some reads. */
const WINDOW = 400;
const refused = (status: number, name: string): Crafted => ({
  status,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': name },
  body: { message: 'no' },
});

/** How often a read of a contact is sent that is expected to succeed, and answered so. */
async function sentFor(answer: Crafted): Promise<number> {
  const lone = loneTarget(new URL('http://127.0.0.1:9'));
  const target = { ...lone, timing: { ...lone.timing, consistencyWindow: WINDOW } };
  const { session } = testSession({ respond: () => answer, target });
  const [identity] = target.identities;
  if (!identity) throw new Error('no identity');
  const read = new Caller(session, identity).expect('GetContactInformation', {});
  await expect(read.toSucceed()).rejects.toThrow(/success/);
  return session.requests;
}

test('a read that may lag is sent until the window has passed', async () => {
  expect(await sentFor(refused(404, 'ResourceNotFoundException'))).toBeGreaterThan(3);
});

test('but once where no lag explains the answer', async () => {
  expect(await sentFor({ ...refused(200, ''), body: '[]' })).toBe(1);
  expect(await sentFor(refused(403, 'AccessDeniedException'))).toBe(1);
});
