import { DEFAULT_EDITION, type Edition } from '../../spec/contract.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { obligationsOf } from '../../spec/obligations.ts';
import { catalogue } from '../../suites/registry.ts';
import { UnknownName } from '../../suites/select.ts';

/** Prints what one rule checks, how binding it is and where that comes from. */
export async function explainCommand(id: string, { edition }: { edition: Edition }): Promise<void> {
  const contract = loadContract(edition);
  const entries = catalogue(contract);
  const entry = entries.find((one) => one.id === id);
  const hidden = obligationsOf(contract).find((one) => one.id === id && one.unobservable !== undefined);
  if (!entry && !hidden)
    throw new UnknownName(
      'rule',
      id,
      entries.map((one) => one.id),
    );
  const { level, statement, source } = entry ?? hidden ?? { level: '', statement: '', source: '' };
  const lines = [
    id,
    `  level       ${level}`,
    `  statement   ${statement}`,
    `  source      ${source}`,
    ...(entry ? [`  since       ${entry.since}`, `  kind        ${KINDS[entry.kind]}`] : []),
    ...(entry && entry.operations.length > 0 ? [`  operations  ${entry.operations.join(', ')}`] : []),
    ...(hidden ? [`  unobservable: ${hidden.unobservable}`] : []),
    ...(entry ? [`  run it      account-conformance run${editionOption(edition)} --rule ${id}`] : []),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function editionOption(edition: Edition): string {
  return edition === DEFAULT_EDITION ? '' : ` --edition ${edition}`;
}

const KINDS = { rule: 'rule', invariant: 'invariant: held against every exchange of a run' };
