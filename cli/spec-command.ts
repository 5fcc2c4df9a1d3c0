import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Edition } from '../spec/contract.ts';
import { loadContract } from '../spec/load-contract.ts';
import { packageRoot } from '../spec/package-root.ts';

/** Prints the contract: as the loaded data of one edition, or the OpenAPI document. */
export async function specCommand({
  edition,
  openapi,
}: {
  edition: Edition;
  openapi?: boolean;
}): Promise<void> {
  const text = openapi
    ? await readFile(join(packageRoot, 'spec', 'account.openapi.yaml'), 'utf8')
    : `${JSON.stringify(loadContract(edition), null, 2)}\n`;
  process.stdout.write(text);
}
