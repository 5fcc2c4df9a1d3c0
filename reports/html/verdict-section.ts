import { countOutcomes, OUTCOME_ORDER, OUTCOMES, failsRun } from '../../results/outcomes.ts';
import { formatDuration, cutText } from '../../results/text/wording.ts';
import type { RuleResult, RunResult } from '../../results/record.ts';
import { markup, type Content, type Markup } from './markup.ts';
import { outcomeBar, anchorOf, commandToCopy, copyable, outcomeBadge } from './labels.ts';
import { resultMessage } from '../text/describe-finding.ts';
import { markDifferences } from './mark-differences.ts';

const LONGEST_TEXT = 300;

/** The answer first: verdict, what to look at, the counts, and what was asked. */
export function verdictSection(result: RunResult, ordered: readonly RuleResult[]): Markup {
  const { target, verdict, exitCode, summary } = result;
  const title = verdict === 'error' ? 'No verdict' : capitalized(verdict);
  const state = exitCode === 0 ? 'good' : verdict === 'does not conform' ? 'bad' : 'unsure';
  return markup`<header class="verdict ${state}">
      <p class="tool">${result.tool.name} ${result.tool.version}, target <b>${target.name}</b></p>
      <h1><span aria-hidden="true">${exitCode === 0 ? '✓' : '✗'}</span> ${title}</h1>
      <p class="summary">${summary.replace(`${title}: `, '')}</p>
      ${startHere(result, ordered)}
    </header>
    <section aria-labelledby="glance">
      <h2 id="glance">At a glance</h2>
      ${outcomeBar(result.rules)}
      <ul class="tiles">
        ${tiles(result)}
      </ul>
      ${facts(result)}
    </section>`;
}

function tiles({ rules }: RunResult): Markup[] {
  const counts = countOutcomes(rules);
  return OUTCOME_ORDER.filter((outcome) => counts[outcome] > 0).map(
    (outcome) =>
      markup`<li>
        <button type="button" class="tile ${outcome}" data-set-outcome="${outcome}">
          <b>${counts[outcome]}</b> ${OUTCOMES[outcome].word}
        </button>
      </li>`,
  );
}

function facts(result: RunResult): Markup {
  const { target, startedAt } = result;
  return markup`<dl class="facts">
      ${fact('Endpoint', markup`<code>${target.endpoint.replace(/\/$/, '')}</code>`)} ${fact('Edition', result.edition)}
      ${fact('Seed', result.seed)} ${fact('Requests', result.requests.toLocaleString('en'))}
      ${fact('Duration', formatDuration(result.durationMs))}
      ${fact('Started', markup`<time datetime="${startedAt}">${startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}</time>`)}
    </dl>
    <details class="more">
      <summary>More about this run</summary>
      <dl class="facts">
        ${fact('Selection', selectionText(result))} ${fact('Values', target.values)}
        ${fact('Strict', result.strict ? 'yes' : 'no')} ${fact('Exit code', result.exitCode)}
        ${fact(
          'Capabilities',
          Object.entries(target.capabilities)
            .map(([name, value]) => `${name}: ${value === true ? 'yes' : value === false ? 'no' : value}`)
            .join(', ') || 'none stated',
        )}
        ${fact(
          'Identities',
          target.identities.length === 0
            ? 'none'
            : markup`<ul class="ids">
                ${target.identities.map(({ name, accountId }) => markup`<li>${name} (${accountId ?? 'account unknown'})</li>`)}
              </ul>`,
        )}
      </dl>
    </details>`;
}

function fact(label: string, content: Content): Markup {
  return markup`<div>
    <dt>${label}</dt>
    <dd>${content}</dd>
  </div>`;
}

function selectionText({ selection }: RunResult): string {
  const { suites, rules, operations, exclude = [], shard } = selection;
  const parts = [
    suites.length > 0 ? `suites ${suites.join(', ')}` : '',
    rules.length > 0 ? `rules ${rules.join(', ')}` : '',
    operations.length > 0 ? `operations ${operations.join(', ')}` : '',
    shard === null ? '' : `shard ${shard}`,
  ].filter((part) => part !== '');
  const chosen = parts.join('; ') || 'everything';
  return exclude.length === 0 ? chosen : `${chosen}, without ${exclude.join(', ')}`;
}

function capitalized(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** What a newcomer looks at first: the first rule that fails the run, what it expected and got, and how to see it again. */
function startHere({ strict = false }: RunResult, ordered: readonly RuleResult[]): Markup | null {
  const first = ordered.find(({ outcome }) => failsRun(outcome, strict) || outcome === 'error');
  if (!first) return null;
  const { findings: [finding] = [], id, outcome, statement } = first;
  return markup`<section class="first" aria-labelledby="first">
    <h2 id="first">Start here</h2>
    <p>${outcomeBadge(outcome)} <a class="id" href="#${encodeURI(anchorOf(id))}">${id}</a></p>
    <p class="statement">${cutText(statement, LONGEST_TEXT)}</p>
    ${
      finding
        ? markup`${both(finding.expected, finding.actual)}
            <p class="label">Reproduce</p>
            ${copyable('command of the first finding', commandToCopy(finding))}`
        : markup`<p class="dim">${cutText(resultMessage(first), LONGEST_TEXT)}</p>`
    }
  </section>`;
}

function both(expected: string, actual: string): Markup {
  const sides = markDifferences(cutText(expected, LONGEST_TEXT), cutText(actual, LONGEST_TEXT));
  return markup`<dl class="pair">
    <dt>Expected</dt>
    <dd class="expected">${sides.expected}</dd>
    <dt>Actual</dt>
    <dd class="actual">${sides.actual}</dd>
  </dl>`;
}
