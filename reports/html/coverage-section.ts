import { countNoun } from '../../results/text/wording.ts';
import { describeDeviation, IN_SPITE_OF } from '../text/describe-deviation.ts';
import { groupByReason, type ReasonGroup } from '../text/group-by-reason.ts';
import { OUTCOMES } from '../../results/outcomes.ts';
import type { Outcome, RunResult } from '../../results/record.ts';
import { anchorOf, outcomeBadge } from './labels.ts';
import { markup, type Markup } from './markup.ts';

const NOT_TESTED: readonly Outcome[] = ['error', 'blocked', 'skipped'];
const SHOWN = 6;

/** What was tested, what was not, and why. */
export function coverageSection(result: RunResult): Markup {
  const { rules, notImplemented, notRestored, deviations = [] } = result;
  const answered = rules.filter(({ outcome }) => OUTCOMES[outcome].answered);
  const operations = new Set(answered.flatMap((rule) => rule.operations));
  const suites = new Set(answered.map(({ suite }) => suite));
  const groups = NOT_TESTED.flatMap((outcome) =>
    groupByReason(rules, outcome).map((group) => ({ outcome, group })),
  );
  const rest = groups.slice(SHOWN);
  return markup`<section aria-labelledby="coverage">
    <h2 id="coverage">What was tested, and what was not</h2>
    <p>
      <b>${answered.length}</b> of ${countNoun(rules.length, 'rule')} gave an answer about the target, in
      ${countNoun(suites.size, 'suite')} and ${countNoun(operations.size, 'operation')}.
    </p>
    ${
      notRestored.length === 0
        ? null
        : markup`<h3>Not restored</h3>
            <ul class="alarm">
              ${notRestored.map((left) => markup`<li>${left}</li>`)}
            </ul>`
    }
    ${
      notImplemented.length === 0
        ? null
        : markup`<h3>Not implemented</h3>
            <p>
              A valid request was answered with no error name of the contract:
              ${notImplemented.map((operation, index) => markup`${index === 0 ? '' : ', '}<code>${operation}</code>`)}.
              Their rules are blocked.
            </p>`
    }
    ${
      deviations.length === 0
        ? null
        : markup`<h3>${IN_SPITE_OF}</h3>
            <ul>
              ${deviations.map((deviation) => markup`<li>${describeDeviation(deviation)}</li>`)}
            </ul>`
    }
    ${groups.length === 0 ? markup`<p>Every selected rule ran.</p>` : reasons(groups.slice(0, SHOWN))}
    ${
      rest.length === 0
        ? null
        : markup`<details class="more">
            <summary>${countNoun(rest.length, 'more reason')}</summary>
            ${reasons(rest)}
          </details>`
    }
  </section>`;
}

function reasons(groups: readonly { outcome: Outcome; group: ReasonGroup }[]): Markup {
  return markup`<ul class="reasons">
    ${groups.map(({ outcome, group }) => reasonItem(outcome, group))}
  </ul>`;
}

function reasonItem(outcome: Outcome, { reason, rules }: ReasonGroup): Markup {
  return markup`<li>
    <details>
      <summary>${outcomeBadge(outcome)} <b class="number">${rules.length}</b> <span>${reason}</span></summary>
      <ul class="ids">
        ${rules.map(({ id }) => markup`<li><a href="#${encodeURI(anchorOf(id))}">${id}</a></li>`)}
      </ul>
    </details>
  </li>`;
}
