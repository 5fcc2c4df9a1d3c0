import { countNoun } from '../../results/text/wording.ts';
import { groupOf, type MutantRow } from '../../results/kill-matrix.ts';
import { markDifferences } from './mark-differences.ts';
import { markup, type Markup } from './markup.ts';

/** Those that were not killed as they say, each in full. */
export function survivors(mutants: readonly MutantRow[]): Markup | null {
  const alive = mutants.filter(({ outcome }) => outcome !== 'killed');
  if (alive.length === 0) return null;
  return markup`<section aria-labelledby="survivors">
    <h2 id="survivors">${countNoun(alive.length, 'mutant')} not killed</h2>
    ${alive.map(survivor)}
  </section>`;
}

function survivor(mutant: MutantRow): Markup {
  const { id, outcome, fault, rule, because, note, others, finding } = mutant;
  const sides = finding && markDifferences(finding.expected, finding.actual);
  return markup`<div class="finding">
    <div class="body">
      <h3><span class="badge fail">${outcome}</span> <span class="id">${id}</span></h3>
      <dl class="about">
        <dt>Fault</dt>
        <dd>${fault}</dd>
        <dt>Rule</dt>
        <dd><span class="id">${rule}</span>${note === null ? null : ` – ${note}`}</dd>
        ${because === null ? null : markup`<dt>Reason</dt><dd>${because}</dd>`}
        ${others.length === 0 ? null : markup`<dt>Others</dt><dd>${others.join(', ')}</dd>`}
      </dl>
      ${
        sides
          ? markup`<div class="sides">
              <figure class="expected"><figcaption>Expected</figcaption><pre>${sides.expected}</pre></figure>
              <figure class="actual"><figcaption>Actual</figcaption><pre>${sides.actual}</pre></figure>
            </div>`
          : null
      }
    </div>
  </div>`;
}

/** Every mutant in one line, by group, each group in a fold. */
export function mutantList(mutants: readonly MutantRow[]): Markup {
  return markup`<section aria-labelledby="mutants">
    <h2 id="mutants">All mutants</h2>
    ${[...Map.groupBy(mutants, groupOf)].map(
      ([group, rows]) =>
        markup`<details class="suite">
          <summary><b>${group}</b> <span class="dim">${countNoun(rows.length, 'mutant')}</span></summary>
          <div class="scroll" tabindex="0" role="region" aria-label="Mutants of ${group}">
            <table class="rules">
              <thead>
                <tr>
                  <th scope="col">Outcome</th>
                  <th scope="col">Mutant</th>
                  <th scope="col">Requests</th>
                </tr>
              </thead>
              <tbody>
                ${rows.map(mutantRow)}
              </tbody>
            </table>
          </div>
        </details>`,
    )}
  </section>`;
}

function mutantRow({ id, outcome, fault, rule, requests }: MutantRow): Markup {
  return markup`<tr>
    <td><span class="badge ${outcome === 'killed' ? 'pass' : 'fail'}">${outcome}</span></td>
    <td>
      <span class="id">${id}</span>
      <p>${fault}</p>
      <p class="dim">by <span class="id">${rule}</span></p>
    </td>
    <td class="number">${requests}</td>
  </tr>`;
}
