import { describeCounts, OUTCOME_ORDER, OUTCOMES } from '../../results/outcomes.ts';
import { operationMatrix, type MatrixCell } from '../text/operation-matrix.ts';
import type { RunResult } from '../../results/record.ts';
import { markup, type Markup } from './markup.ts';

/** Operations × suites as a heat map whose cells set the filters. */
export function matrixSection({ rules, notImplemented }: RunResult): Markup | null {
  const { suites, rows } = operationMatrix(rules);
  if (rows.length === 0) return null;
  return markup`<section aria-labelledby="matrix">
    <h2 id="matrix">Operations × suites</h2>
    <p class="dim">
      A cell shows the outcome that matters most, how many rules have it, and of how many. Choose one to
      filter by it.
    </p>
    <div class="scroll" tabindex="0" role="region" aria-label="Table of operations and suites">
      <table class="matrix">
        <thead>
          <tr>
            <th scope="col">Operation</th>
            ${suites.map((suite) => markup`<th scope="col">${suite}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ operation, cells }) =>
              markup`<tr>
                <th scope="row">
                  ${operation ?? 'none named'}${
                    operation !== null && notImplemented.includes(operation)
                      ? markup` <span class="badge fail">not implemented</span>`
                      : null
                  }
                </th>
                ${cells.map((cell, index) => cellView(cell, operation, suites[index] ?? ''))}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <ul class="legend">
      ${OUTCOME_ORDER.map((outcome) => markup`<li><span class="badge ${outcome}" aria-hidden="true">${OUTCOMES[outcome].symbol}</span> ${OUTCOMES[outcome].word}</li>`)}
    </ul>
  </section>`;
}

function cellView(cell: MatrixCell | null, operation: string | null, suite: string): Markup {
  if (cell === null) return markup`<td class="none"><span aria-label="no rules">·</span></td>`;
  const { worst, counts, total } = cell;
  const label = `${operation ?? 'no operation'}, ${suite}: ${describeCounts(counts)}`;
  const count = worst === 'pass' ? `${total}` : `${counts[worst]}/${total}`;
  return markup`<td>
    <button
      type="button"
      class="cell ${worst}"
      data-set-operation="${operation ?? ''}"
      data-set-suite="${suite}"
      title="${label}"
    >
      <span aria-hidden="true">${OUTCOMES[worst].symbol}</span> ${count} <span class="unseen">${label}</span>
    </button>
  </td>`;
}
