import { expect, test } from 'vitest';
import { Compounding, chosenComponents } from '../../mutants/compound/compound.ts';
import { allMutants } from '../../mutants/registry.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { allRules } from '../../suites/registry.ts';
import { selectMutants } from '../run-mutants.ts';
import { judgeCompound } from './judge-compound.ts';

const contract = loadContract();
const rules = allRules(contract);
const compounding = new Compounding(contract);
const { signal } = new AbortController();

test.each<[string, string[]]>([
  [
    'a contact that is refused for a member that is not in question, when it is put for another account',
    [
      'derived/PutContactInformation/ContactInformation.City/text/no-quotes',
      'derived/PutContactInformation/context/management-member',
    ],
  ],
  [
    'a contact that is refused for a member that is not in question, when another call is refused',
    [
      'derived/PutAlternateContact/Title/max-length/moved-down',
      'derived/DeleteAlternateContact/context/member-own-account',
    ],
  ],
  [
    'a contact that is refused for a member that is not in question, when signatures are',
    ['derived/PutAlternateContact/Title/min-length/moved-up', 'written/signature-not-verified'],
  ],
  [
    'an output in which a member is of another type, when another call is refused',
    [
      'derived/GetContactInformation/context/standalone-denied',
      'derived/GetContactInformation/output/ContactInformation.FullName/retyped',
    ],
  ],
])('seen through: %s', async (_what, ids) => {
  const components = chosenComponents(selectMutants(allMutants(), ids), compounding);
  const run = { contract, rules, seed: 1, runs: 20, signal };
  const { components: rows } = await judgeCompound(components, compounding, run);
  expect(rows.filter(({ outcome }) => outcome !== 'found')).toEqual([]);
});
