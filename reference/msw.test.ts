import {
  AccountClient,
  GetAlternateContactCommand,
  GetContactInformationCommand,
  PutAlternateContactCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-account';
import { setupServer } from 'msw/node';
import { afterEach, describe, expect, test } from 'vitest';
import { accountHandlers } from './msw.ts';
import { ACCOUNT, credentialOf, testService } from './testing/world.ts';

const running: { close(): void }[] = [];
afterEach(() => running.splice(0).forEach((server) => server.close()));

function intercept(...parameters: Parameters<typeof accountHandlers>): void {
  const server = setupServer(...accountHandlers(...parameters));
  server.listen({ onUnhandledFrame: 'error' });
  running.push(server);
}

const contact = {
  AlternateContactType: 'BILLING' as const,
  EmailAddress: 'jane@example.com',
  Name: 'Jane Doe',
  PhoneNumber: '+12065550100',
  Title: 'CFO',
};

describe('msw handlers', () => {
  test('answer the official SDK client without any option', async () => {
    intercept();
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const client = new AccountClient({ region: 'us-east-1', credentials, maxAttempts: 1 });
    const type = { AlternateContactType: contact.AlternateContactType };
    await expect(client.send(new GetAlternateContactCommand(type))).rejects.toBeInstanceOf(
      ResourceNotFoundException,
    );
    await client.send(new PutAlternateContactCommand(contact));
    expect((await client.send(new GetAlternateContactCommand(type))).AlternateContact).toEqual(contact);
  });

  test('answer from a given service at a given address', async () => {
    const { service } = testService();
    intercept({ service, baseUrl: 'http://account.test' });
    const credentials = credentialOf(ACCOUNT.management);
    const client = new AccountClient({
      endpoint: 'http://account.test',
      region: 'us-east-1',
      credentials,
      maxAttempts: 1,
    });
    const own = client.send(new GetContactInformationCommand({ AccountId: ACCOUNT.management }));
    await expect(own).rejects.toMatchObject({ name: 'AccessDeniedException' });
    const { ContactInformation } = await client.send(
      new GetContactInformationCommand({ AccountId: ACCOUNT.member }),
    );
    expect(ContactInformation).toMatchObject({ FullName: 'Jane Doe' });
  });
});
