import { AccountClient, GetContactInformationCommand, ListRegionsCommand } from '@aws-sdk/client-account';
import { expect, onTestFinished, test } from 'vitest';
import { ended, startCli, type Child } from '../testing/spawn-cli.ts';

/** Waits for what `serve` says: where it is, and with which keys its first account is called. */
async function announced(
  child: Child,
): Promise<{ endpoint: string; accessKeyId: string; secretAccessKey: string }> {
  let text = '';
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    const [, endpoint = ''] = / at (http:\S+)/.exec(text) ?? [];
    const [, accessKeyId = '', secretAccessKey = ''] =
      /standalone: account \d+, access key (\S+), secret (\S+)\n/.exec(text) ?? [];
    if (secretAccessKey !== '') return { endpoint, accessKeyId, secretAccessKey };
  }
  throw new Error(`serve ended: ${text}`);
}

function clientOf(endpoint: string, accessKeyId: string, secretAccessKey: string): AccountClient {
  const client = new AccountClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 1,
  });
  onTestFinished(() => client.destroy());
  return client;
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  'serve answers the official client and ends at %s',
  async (signal) => {
    const child = startCli(['serve', '--verify-signatures']);
    const { endpoint, accessKeyId, secretAccessKey } = await announced(child);
    const client = clientOf(endpoint, accessKeyId, secretAccessKey);
    const { Regions } = await client.send(new ListRegionsCommand({ MaxResults: 3 }));
    expect(Regions).toHaveLength(3);
    const { ContactInformation } = await client.send(new GetContactInformationCommand({}));
    expect(ContactInformation?.FullName).toBe('Jane Doe');
    const stranger = clientOf(endpoint, accessKeyId, 'another secret');
    await expect(stranger.send(new ListRegionsCommand({}))).rejects.toThrow(
      expect.objectContaining({ $metadata: expect.objectContaining({ httpStatusCode: 403 }) }),
    );
    child.kill(signal);
    expect(await ended(child)).toMatchObject({ exitCode: 0, stderr: '' });
  },
);
