import { expect, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import { call, ACCOUNT, testService } from '../testing/world.ts';

const member = { AccountId: ACCOUNT.member };
const email = { ...member, PrimaryEmail: 'root@example.com' };

function started() {
  const { service } = testService({ contract: loadContract('current') });
  const start = call(service, ACCOUNT.management, 'StartPrimaryEmailUpdate', email);
  const accept = (change: object) =>
    call(service, ACCOUNT.management, 'AcceptPrimaryEmailUpdate', { ...email, Otp: '123456', ...change });
  const current = () => call(service, ACCOUNT.delegate, 'GetPrimaryEmail', member).body.PrimaryEmail;
  return { service, start, accept, current };
}

test('a primary address changes when its update is accepted, and once', () => {
  const { start, accept, current } = started();
  expect(start).toMatchObject({ status: 200, body: { Status: 'PENDING' } });
  expect(current()).toBe(`account-${ACCOUNT.member}@example.com`);
  expect(accept({})).toMatchObject({ status: 200, body: { Status: 'ACCEPTED' } });
  expect(current()).toBe('root@example.com');
  expect(accept({})).toMatchObject({ status: 404, error: 'ResourceNotFoundException' });
});

test('a wrong password or address changes nothing', () => {
  const { accept, current } = started();
  expect(accept({ Otp: '654321' })).toMatchObject({ status: 403, error: 'AccessDeniedException' });
  expect(accept({ PrimaryEmail: 'other@example.com' })).toMatchObject({ status: 404 });
  expect(accept({ Otp: '12345' })).toMatchObject({ status: 400, error: 'ValidationException' });
  expect(current()).toBe(`account-${ACCOUNT.member}@example.com`);
});

test('the account must be named, and the edition of 2024 has none of it', () => {
  const { service } = started();
  expect(call(service, ACCOUNT.management, 'GetPrimaryEmail')).toMatchObject({ status: 400 });
  expect(call(service, ACCOUNT.member, 'GetPrimaryEmail', member)).toMatchObject({ status: 403 });
  expect(call(testService().service, ACCOUNT.management, 'GetPrimaryEmail', member).status).toBe(404);
});
