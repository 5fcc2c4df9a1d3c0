/**
 * node scripts/record-locations.ts [FILE]
 * Records where each rule and mutant stands in the sources, for `explain`; in dist/ where no file is named. A process of
 * its own, without a loader: what transforms sources moves their lines.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { LOCATIONS_FILE, packLocations } from '../cli/commands/explain/locations.ts';
import { currentLocations } from './locations/current-locations.ts';

const [file = LOCATIONS_FILE] = process.argv.slice(2);
await mkdir(dirname(file), { recursive: true });
await writeFile(file, packLocations(await currentLocations()));
