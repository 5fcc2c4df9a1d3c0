import type { Contract, Edition, Level } from '../../spec/contract.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { obligationsOf } from '../../spec/obligations.ts';
import { allRules, catalogue } from '../../suites/registry.ts';
import { UnknownName } from '../../suites/select.ts';
import {
  layOut,
  commandSections,
  exampleSections,
  proofSections,
  ruleSections,
  type Subject,
} from './explain/sections.ts';
import { readLocations, everyProof } from './explain/locations.ts';

export interface ExplainOptions {
  readonly edition: Edition;
  /** Whether the rule is run once, for an exchange to show. */
  readonly example: boolean;
}

/** A terminal of unknown width, and a pipe. */
const USUAL_COLUMNS = 80;

/** Prints what one rule checks, how binding it is and why, where all of it is written, and what proves it. */
export async function explainCommand(id: string, { edition, example }: ExplainOptions): Promise<void> {
  const contract = loadContract(edition);
  const subject = subjectOf(id, edition, contract);
  const proofs = subject.entry.kind === undefined ? [] : everyProof()(id);
  const sections = [
    ...ruleSections(subject),
    ...proofSections(subject, proofs),
    ...(subject.entry.kind === undefined ? [] : commandSections(subject, proofs)),
  ];
  const columns = process.stdout.columns || USUAL_COLUMNS;
  process.stdout.write(`${[id, ...layOut(sections, columns)].join('\n')}\n`);
  if (!example || subject.entry.kind === undefined) return;
  process.stdout.write(`${layOut(await runExample(subject, contract), columns).join('\n')}\n`);
}

/** @throws {UnknownName} for an id that neither a rule nor an unobservable obligation has. */
function subjectOf(id: string, edition: Edition, contract: Contract): Subject {
  const entries = catalogue(contract);
  const obligation = obligationsOf(contract).find((one) => one.id === id) ?? null;
  const entry = entries.find((one) => one.id === id) ?? obligation;
  if (!entry) {
    throw new UnknownName(
      'rule',
      id,
      entries.map((one) => one.id),
    );
  }
  return {
    edition,
    entry: { ...entry, level: entry.level as Level },
    obligation,
    locations: readLocations(),
  };
}

async function runExample(subject: Subject, contract: Contract) {
  const { exampleOfInvariant, exampleOfRule } = await import('./explain/example.ts');
  const rules = allRules(contract);
  const rule = rules.find(({ id }) => id === subject.entry.id);
  const example = await (rule
    ? exampleOfRule(rule, contract)
    : exampleOfInvariant(subject.entry.id, rules, contract));
  return example ? exampleSections(subject, example) : [];
}
