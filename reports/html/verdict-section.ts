import { countOutcomes } from '../count-outcomes.ts';
import { formatDuration } from '../format-duration.ts';
import { failsRun, OUTCOME_ORDER, OUTCOMES } from '../outcomes.ts';
import type { RuleResult, RunResult } from '../record.ts';
import { anchorOf } from './anchor.ts';
import { copyable } from './copyable.ts';
import { markup } from './markup.ts';
import type { Content, Markup } from './markup.ts';
import { outcomeBar } from './outcome-bar.ts';

/** The answer first: verdict, what to look at, the counts, and what was asked. */
export function verdictSection(result: RunResult, ordered: readonly RuleResult[]): Markup {
  const { target, verdict, exitCode, summary } = result;
  const title = verdict === 'error' ? 'No verdict' : capitalized(verdict);
  const state = exitCode === 0 ? 'good' : verdict === 'does not conform' ? 'bad' : 'unsure';
  return markup`<header class="verdict ${state}">
      <p class="tool">${result.tool.name} ${result.tool.version}</p>
      <h1><span aria-hidden="true">${exitCode === 0 ? '✓' : '✗'}</span> ${title}</h1>
      <p class="summary">${summary.replace(`${title}: `, '')}</p>
      ${firstFailing(result, ordered)}
    </header>
    <section aria-labelledby="glance">
      <h2 id="glance">At a glance</h2>
      ${outcomeBar(result.rules)}
      <ul class="tiles">
        ${tiles(result)}
      </ul>
      <dl class="facts">
        ${fact('Target', markup`${target.name} <code>${target.endpoint}</code>`)}
        ${fact('Edition', result.edition)} ${fact('Seed', result.seed)} ${fact('Requests', result.requests)}
        ${fact('Duration', formatDuration(result.durationMs))}
        ${fact('Started', markup`<time datetime="${result.startedAt}">${result.startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}</time>`)}
        ${fact('Values', target.values)} ${fact('Strict', result.strict ? 'yes' : 'no')}
        ${fact('Identities', target.identities.map(({ name, accountId }) => `${name} (${accountId ?? 'account unknown'})`).join(', ') || 'none')}
        ${fact(
          'Capabilities',
          Object.entries(target.capabilities)
            .map(([name, value]) => `${name}: ${value === true ? 'yes' : value === false ? 'no' : value}`)
            .join(', ') || 'none stated',
        )}
        ${fact('Selection', selectionText(result))} ${fact('Exit code', exitCode)}
      </dl>
    </section>`;
}

function firstFailing({ strict = false }: RunResult, ordered: readonly RuleResult[]): Markup | null {
  const first = ordered.find(({ outcome }) => failsRun(outcome, strict) || outcome === 'error');
  if (!first) return null;
  return markup`<div class="first">
    <p>Start here: <a href="#${encodeURI(anchorOf(first.id))}">${first.id}</a> – ${first.statement}</p>
    ${first.finding ? copyable('command of the first finding', first.finding.reproduce.command) : null}
  </div>`;
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

function fact(label: string, content: Content): Markup {
  return markup`<div>
    <dt>${label}</dt>
    <dd>${content}</dd>
  </div>`;
}

function selectionText({ selection: { suites, rules, operations, shard } }: RunResult): string {
  const parts = [
    suites.length > 0 ? `suites ${suites.join(', ')}` : '',
    rules.length > 0 ? `rules ${rules.join(', ')}` : '',
    operations.length > 0 ? `operations ${operations.join(', ')}` : '',
    shard === null ? '' : `shard ${shard}`,
  ].filter((part) => part !== '');
  return parts.join('; ') || 'everything';
}

function capitalized(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
