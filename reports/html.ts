import { countNoun } from '../results/text/wording.ts';
import { coverageSection } from './html/coverage-section.ts';
import { findingCard } from './html/finding-card.ts';
import { latencySection } from './html/latency-section.ts';
import { markup, type Markup, type Content } from './html/markup.ts';
import { matrixSection } from './html/matrix-section.ts';
import { page } from './html/page.ts';
import { regionsSection } from './html/regions/regions-section.ts';
import { rulesSection } from './html/rules-section.ts';
import { verdictSection } from './html/verdict-section.ts';
import { OUTCOMES, OUTCOME_ORDER } from '../results/outcomes.ts';
import type { RuleResult, RunResult } from '../results/record.ts';

const LEVELS = ['must', 'should', 'contested'];

/** One HTML file that needs nothing else: no network, no other file; without its script only the filters are missing. */
export function toHtml(result: RunResult): string {
  const carded = result.rules
    .filter((rule) => rule.findings !== undefined || ATTENTION.has(rule.outcome))
    .toSorted((one, other) => OUTCOMES[one.outcome].rank - OUTCOMES[other.outcome].rank);
  return page({
    title: `${result.verdict}: ${result.target.name} – ${result.tool.name}`,
    styles: ['page.css', 'findings.css', 'pictures.css'],
    scripts: ['page.js', 'report.js'],
    skipTo: 'findings',
    body: markup`${verdictSection(result, carded)} ${contents(result, carded)} ${matrixSection(result)}
      <div class="filtered">
        ${filters(result.rules)} ${findingsSection(carded)} ${rulesSection(result.rules, new Set(carded))}
      </div>
      ${coverageSection(result)} ${regionsSection(result.regions ?? [])} ${latencySection(result.latency ?? [])}`,
  });
}

/** Outcomes that get a card even without a finding. */
const ATTENTION: ReadonlySet<string> = new Set(['fail', 'fixed', 'error', 'warn', 'flaky']);

function findingsSection(carded: readonly RuleResult[]): Markup {
  return markup`<section class="group" aria-labelledby="findings">
    <h2 id="findings" tabindex="-1">
      ${carded.length === 0 ? 'No findings' : countNoun(carded.length, 'finding')}
    </h2>
    ${carded.map(findingCard)}
    <p class="dim nothing" hidden>No finding matches the filters.</p>
  </section>`;
}

/** Where everything is, in one line. */
function contents({ rules, latency = [], regions = [] }: RunResult, carded: readonly RuleResult[]): Markup {
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

/** The bar that filters findings and rules; it appears only where the page's script runs. */
function filters(rules: readonly RuleResult[]): Markup {
  const suites = [...new Set(rules.map(({ suite }) => suite))].toSorted();
  const operations = [...new Set(rules.flatMap((rule) => rule.operations))].toSorted();
  const outcomes = OUTCOME_ORDER.filter((outcome) => rules.some((rule) => rule.outcome === outcome));
  return markup`<form class="filters" role="search" aria-label="Filter findings and rules" hidden>
    ${choice('outcome', 'Outcome', outcomes, (outcome) => OUTCOMES[outcome].word)}
    ${choice('suite', 'Suite', suites)} ${choice('level', 'Level', LEVELS)}
    ${choice('operation', 'Operation', operations)}
    <label
      >Text
      <input
        type="search"
        name="text"
        placeholder="id, requirement, answer (press /)"
        autocomplete="off"
        spellcheck="false"
    /></label>
    <button type="reset">Clear</button>
    <output aria-live="polite"></output>
  </form>`;
}

function choice<T extends string>(
  name: string,
  label: string,
  values: readonly T[],
  word?: (value: T) => string,
): Markup {
  return markup`<label
    >${label}
    <select name="${name}">
      <option value="">all</option>
      ${values.map((value) => markup`<option value="${value}">${word ? word(value) : value}</option>`)}
    </select></label
  >`;
}
