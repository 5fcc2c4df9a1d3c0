import { groupOf, type MutantRow } from '../../results/kill-matrix.ts';
import { markup, type Markup } from './markup.ts';

/** How many shades there are between no mutant and all of them. */
const SHADES = 5;

/** Groups of mutants × suites: how many mutants of a group the rules of a suite found. */
export function killHeatMap(mutants: readonly MutantRow[], full: boolean): Markup {
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
