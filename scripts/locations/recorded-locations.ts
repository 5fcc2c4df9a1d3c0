import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readLocations, type Locations } from '../../cli/commands/explain/locations.ts';
import { packageRoot } from '../../spec/package-root.ts';

const SCRIPT = join(packageRoot, 'scripts', 'record-locations.ts');

/** What the build would record of the sources as they are now. */
export async function recordedLocations(): Promise<Locations> {
  const directory = await mkdtemp(join(tmpdir(), 'account-conformance-locations-'));
  try {
    const file = join(directory, 'locations.json.br');
    await promisify(execFile)(process.execPath, [SCRIPT, file]);
    const locations = readLocations(file);
    if (!locations) throw new Error(`${SCRIPT} wrote nothing`);
    return locations;
  } finally {
    await rm(directory, { recursive: true });
  }
}
