import { countNoun } from '../../results/text/count-noun.ts';
import type { Edition } from '../../spec/contract.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { catalogue, type CatalogueEntry } from '../../suites/registry.ts';
import { SUITES } from '../../harness/rule.ts';
import { UnknownName } from '../../suites/select.ts';

export interface RulesOptions {
  readonly edition: Edition;
  readonly suite?: string[];
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/** Lists the rules: as a table of text, as JSON, or as Markdown. */
export async function rulesCommand({ edition, suite = [], json, markdown }: RulesOptions): Promise<void> {
  const unknown = suite.find((name) => !SUITES.some((known) => known === name));
  if (unknown !== undefined) throw new UnknownName('suite', unknown, SUITES);
  const entries = catalogue(loadContract(edition)).filter(
    (entry) => suite.length === 0 || suite.includes(entry.suite),
  );
  const text = json
    ? `${JSON.stringify(entries, null, 2)}\n`
    : markdown
      ? asMarkdown(entries)
      : asText(entries);
  process.stdout.write(text);
}

function asText(entries: readonly CatalogueEntry[]): string {
  const width = Math.max(...entries.map(({ id }) => id.length), 0);
  const lines = entries.map(
    ({ id, level, statement }) => `${level.padEnd(9)} ${id.padEnd(width)}  ${statement}`,
  );
  return `${lines.join('\n')}\n${countNoun(entries.length, 'rule')}\n`;
}

function asMarkdown(entries: readonly CatalogueEntry[]): string {
  const cell = (text: string) => text.replaceAll('|', String.raw`\|`);
  const lines = entries.map(
    (entry) => `| \`${entry.id}\` | ${entry.level} | ${cell(entry.statement)} | ${cell(entry.source)} |`,
  );
  return ['| rule | level | statement | source |', '|---|---|---|---|', ...lines, ''].join('\n');
}
