import { countNoun, formatDuration } from '../results/text/wording.ts';
import { markup, type Markup } from './html/markup.ts';
import { page } from './html/page.ts';
import { isProven, rate, type MutantsReport, groupOf, type MutantRow } from '../results/kill-matrix.ts';
import { markDifferences } from './html/mark-differences.ts';

/** How many shades there are between no mutant and all of them. */
const SHADES = 5;

/** The kill matrix as one HTML file that needs nothing else: what was proven, a heat map, and every mutant. */
export function toKillMatrixHtml(report: MutantsReport): string {
  const { clean, killed, mutants, total, edition, seed, durationMs } = report;
  const proven = isProven(report);
  const title = proven
    ? 'Every mutant is killed'
    : killed === total
      ? 'Nothing is proven'
      : `${countNoun(total - killed, 'mutant')} of ${total} not killed`;
  const requests = mutants.reduce((sum, mutant) => sum + mutant.requests, 0);
  return page({
    title: `${title} – kill matrix`,
    styles: ['page.css', 'findings.css', 'pictures.css'],
    scripts: ['page.js'],
    skipTo: 'mutants',
    body: markup`<header class="verdict ${proven ? 'good' : 'bad'}">
        <p class="tool">Kill matrix</p>
        <h1><span aria-hidden="true">${proven ? '✓' : '✗'}</span> ${title}</h1>
        <p>
          Kill rate ${rate(killed, total)}: ${killed} of ${countNoun(total, 'mutant')} were found
          by the rule that each names, for the reason that it states.
        </p>
        <p class="dim">
          ${clean.problems.length === 0 ? `The faultless service passes ${countNoun(clean.rules, 'rule')}.` : null}
          ${requests.toLocaleString('en')} ${requests === 1 ? 'request' : 'requests'}, ${formatDuration(durationMs)}, edition ${edition}, seed ${seed}.
        </p>
        ${
          clean.problems.length === 0
            ? null
            : markup`<p class="alarm">Rules fail on the faultless service, so the matrix proves nothing:</p>
                <ul>
                  ${clean.problems.map(({ rule, outcome, reason }) => markup`<li>${outcome} <span class="id">${rule}</span>: ${reason}</li>`)}
                </ul>`
        }
      </header>
      ${survivors(mutants)} ${killHeatMap(mutants, report.full)} ${mutantList(mutants)}`,
  });
}

/** Groups of mutants × suites: how many mutants of a group the rules of a suite found. */
function killHeatMap(mutants: readonly MutantRow[], full: boolean): Markup {
  const groups = Map.groupBy(mutants, groupOf);
  const suites = [...new Set(mutants.flatMap(suitesOf))].toSorted();
  return markup`<section aria-labelledby="map">
    <h2 id="map">What found what</h2>
    <p class="dim">
      A cell says how many of a row's mutants the rules of a suite found; the stronger its colour, the larger their share.
      ${
        full
          ? 'Every rule judged every mutant.'
          : 'Each mutant was judged only by the rule that it names, and by some others if that rule found nothing.'
      }
    </p>
    <div class="scroll" tabindex="0" role="region" aria-label="Table of mutants and suites">
      <table class="matrix">
        <thead>
          <tr>
            <th scope="col">Mutants</th>
            <th scope="col">Killed</th>
            ${suites.map((suite) => markup`<th scope="col">${suite}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${[...groups].map(([group, rows]) => groupRow(group, rows, suites))}
        </tbody>
      </table>
    </div>
  </section>`;
}

function groupRow(group: string, rows: readonly MutantRow[], suites: readonly string[]): Markup {
  const killed = rows.filter(({ outcome }) => outcome === 'killed').length;
  const found = rows.map(suitesOf);
  return markup`<tr>
    <th scope="row">${group}</th>
    <td><span class="cell ${killed === rows.length ? 'pass' : 'fail'}">${killed}/${rows.length}</span></td>
    ${suites.map((suite) => {
      const count = found.filter((names) => names.includes(suite)).length;
      if (count === 0) return markup`<td class="none"><span aria-label="none">·</span></td>`;
      const shade = Math.ceil((count / rows.length) * SHADES);
      return markup`<td>
        <span class="cell heat-${shade}" title="${count} of ${rows.length} mutants of ${group} were found by ${suite}">${count}</span>
      </td>`;
    })}
  </tr>`;
}

/** The suites that found a mutant, by the named rule or by others. */
function suitesOf({ finding, rule, others }: MutantRow): string[] {
  const rules = finding ? [rule, ...others] : others;
  return [...new Set(rules.map((id) => id.split('/')[0] ?? ''))];
}

/** Those that were not killed as they say, each in full. */
function survivors(mutants: readonly MutantRow[]): Markup | null {
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
function mutantList(mutants: readonly MutantRow[]): Markup {
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
