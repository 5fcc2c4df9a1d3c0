import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../spec/package-root.ts';
import { countNoun } from './count-noun.ts';
import { coverageSection } from './html/coverage-section.ts';
import { filters } from './html/filters.ts';
import { findingCard } from './html/finding-card.ts';
import { latencySection } from './html/latency-section.ts';
import { markup, Markup } from './html/markup.ts';
import { matrixSection } from './html/matrix-section.ts';
import { rulesSection } from './html/rules-section.ts';
import { verdictSection } from './html/verdict-section.ts';
import { OUTCOMES } from './outcomes.ts';
import type { RuleResult, RunResult } from './record.ts';

/** One HTML file that needs nothing else: no network, no other file; without its script only the filters are missing. */
export function toHtml(result: RunResult): string {
  const style = inlined('style', 'report.css');
  const script = inlined('script', 'report.js');
  const policy = `default-src 'none'; style-src '${style.digest}'; script-src '${script.digest}'; base-uri 'none'; form-action 'none'`;
  const carded = result.rules
    .filter((rule) => rule.finding !== undefined || ATTENTION.has(rule.outcome))
    .toSorted((one, other) => OUTCOMES[one.outcome].rank - OUTCOMES[other.outcome].rank);
  return markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${result.verdict}: ${result.target.name} – ${result.tool.name}</title>
        ${style.element}
      </head>
      <body>
        <a class="skip" href="#findings">Skip to the findings</a>
        <main>
          <button type="button" class="theme" hidden>Light or dark</button>
          ${verdictSection(result, carded)} ${matrixSection(result)} ${coverageSection(result)} ${latencySection(result.latency ?? [])}
          ${filters(result.rules)} ${findingsSection(carded)} ${rulesSection(result.rules, new Set(carded))}
        </main>
        ${script.element}
      </body>
    </html> `.text;
}

/** Outcomes that get a card even without a finding. */
const ATTENTION: ReadonlySet<string> = new Set(['fail', 'fixed', 'error', 'warn', 'flaky']);

function findingsSection(carded: readonly RuleResult[]): Markup {
  return markup`<section class="group" aria-labelledby="findings">
    <h2 id="findings" tabindex="-1">
      ${carded.length === 0 ? 'No findings' : countNoun(carded.length, 'finding')}
    </h2>
    ${carded.map(findingCard)}
  </section>`;
}

/** A file of the package as an element, and the digest by which the page's policy lets it act. */
function inlined(element: string, file: string): { element: Markup; digest: string } {
  const content = readFileSync(join(packageRoot, 'reports/html', file), 'utf8');
  const digest = `sha256-${createHash('sha256').update(content).digest('base64')}`;
  return { element: new Markup(`<${element}>${content}</${element}>`), digest };
}
