import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { everyProof } from '../cli/commands/explain/proofs.ts';
import { loadContract } from '../spec/load-contract.ts';
import { packageRoot } from '../spec/package-root.ts';
import { catalogue } from '../suites/registry.ts';
import { recordedLocations } from './locations/recorded-locations.ts';
import { rulesPage } from './rules-page.ts';

export const RULES_PAGE: string = join(packageRoot, 'docs', 'rules.md');

/** The rule book of the rules and mutants as they are now, formatted as every file here is. */
export async function currentRulesPage(): Promise<string> {
  const text = rulesPage({
    entries: catalogue(loadContract('current')),
    proofsOf: everyProof(),
    locations: await recordedLocations(),
  });
  return format(text, { ...(await resolveConfig(RULES_PAGE)), filepath: RULES_PAGE });
}
