import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { testCredentials } from '../../targets/identity/test-credentials.ts';
import { scratch } from './spawn-cli.ts';

/** Of the target's account; the embedded target has it too. */
export const FAR_ACCOUNT = '111111111111';

/**
 * A configuration with the target `far`, which is not loopback by its name, stands for AWS, and has one account unless changed.
 * For tests, whose child resolves every name to this machine.
 */
export async function farConfig(
  port: string | number,
  changes: Record<string, unknown> = {},
): Promise<string> {
  const path = join(await scratch(), 'far.yaml');
  const far = {
    endpoint: `http://account.example.test:${port}`,
    emulator: false,
    standalone: { accountId: FAR_ACCOUNT, credentials: testCredentials(FAR_ACCOUNT) },
    safety: { tier: 'write', accounts: [FAR_ACCOUNT] },
    timing: { requestTimeout: '10s', consistencyWindow: '0ms' },
    ...changes,
  };
  await writeFile(path, stringify({ targets: { far } }));
  return path;
}
