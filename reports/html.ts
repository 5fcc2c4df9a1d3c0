import { countNoun } from '../results/text/wording.ts';
import { contents } from './html/contents.ts';
import { coverageSection } from './html/coverage-section.ts';
import { filters } from './html/filters.ts';
import { findingCard } from './html/finding-card.ts';
import { latencySection } from './html/latency-section.ts';
import { markup, type Markup } from './html/markup.ts';
import { matrixSection } from './html/matrix-section.ts';
import { page } from './html/page.ts';
import { regionsSection } from './html/regions/regions-section.ts';
import { rulesSection } from './html/rules-section.ts';
import { verdictSection } from './html/verdict-section.ts';
import { OUTCOMES } from '../results/outcomes.ts';
import type { RuleResult, RunResult } from '../results/record.ts';

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
