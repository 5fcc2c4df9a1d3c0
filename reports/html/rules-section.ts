import { countOutcomes, describeCounts } from '../../results/outcomes.ts';
import { cutText, formatDuration } from '../../results/text/wording.ts';
import { resultMessage } from '../text/describe-finding.ts';
import type { RuleResult } from '../../results/record.ts';
import { anchorOf, filterData, outcomeBadge, outcomeBar } from './labels.ts';
import { markup, type Markup } from './markup.ts';

const LONGEST_REASON = 300;

/** Every rule in one line, by suite, each suite in a fold; `carded` have a card of their own, which holds the anchor. */
export function rulesSection(rules: readonly RuleResult[], carded: ReadonlySet<RuleResult>): Markup {
  const suites = [...Map.groupBy(rules, ({ suite }) => suite)].toSorted(([one], [other]) =>
    one < other ? -1 : 1,
  );
  return markup`<section aria-labelledby="rules">
    <h2 id="rules">All rules</h2>
    ${suites.map(
      ([suite, members]) =>
        markup`<details class="suite">
          <summary>
            <b>${suite}</b> <span class="matching"></span>
            <span class="dim">${describeCounts(countOutcomes(members))}</span> ${outcomeBar(members)}
          </summary>
          <div class="scroll" tabindex="0" role="region" aria-label="Rules of ${suite}">
            <table class="rules">
              <thead>
                <tr>
                  <th scope="col">Outcome</th>
                  <th scope="col">Rule</th>
                  <th scope="col">Level</th>
                  <th scope="col">Requests</th>
                  <th scope="col">Time</th>
                </tr>
              </thead>
              <tbody>
                ${members.map((rule) => ruleRow(rule, carded.has(rule)))}
              </tbody>
            </table>
          </div>
        </details>`,
    )}
  </section>`;
}

function ruleRow(rule: RuleResult, hasCard: boolean): Markup {
  const anchor = anchorOf(rule.id);
  const id = hasCard
    ? markup`<a class="id" href="#${encodeURI(anchor)}">${rule.id}</a>`
    : markup`<span class="id">${rule.id}</span>`;
  const reason =
    hasCard || resultMessage(rule) === ''
      ? null
      : markup`<p class="reason">${cutText(resultMessage(rule), LONGEST_REASON)}</p>`;
  return markup`<tr class="item" ${hasCard ? null : markup`id="${anchor}" tabindex="-1"`} ${filterData(rule)}>
    <td>${outcomeBadge(rule.outcome)}</td>
    <td>
      ${id}
      <p>${rule.statement} <span class="dim">${rule.source}</span></p>
      ${reason}
    </td>
    <td>${rule.level}</td>
    <td class="number">${rule.requests}</td>
    <td class="number">${formatDuration(rule.durationMs)}</td>
  </tr>`;
}
