import { countNoun } from '../../results/text/wording.ts';
import { OUTCOMES } from '../../results/outcomes.ts';
import type { RuleResult, RunResult } from '../../results/record.ts';
import { markup, type Content, type Markup } from './markup.ts';

/** Where everything is, in one line. */
export function contents(
  { rules, latency = [], regions = [] }: RunResult,
  carded: readonly RuleResult[],
): Markup {
  const untested = rules.filter(({ outcome }) => !OUTCOMES[outcome].answered).length;
  const entries: [string, Content][] = [
    ['matrix', 'Operations × suites'],
    ['findings', carded.length === 0 ? 'No findings' : countNoun(carded.length, 'finding')],
    ['rules', 'All rules'],
    ['coverage', untested === 0 ? 'What was tested' : `${untested} not tested`],
    ...(regions.some(({ seen }) => seen.length > 0)
      ? [['regions', 'Regions over time'] as [string, Content]]
      : []),
    ...(latency.length > 0 ? [['latency', 'Latency'] as [string, Content]] : []),
  ];
  return markup`<nav class="contents" aria-label="On this page">
    ${entries.map(([id, title]) => markup`<a href="#${id}">${title}</a>`)}
  </nav>`;
}
