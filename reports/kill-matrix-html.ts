import { countNoun } from '../results/text/count-noun.ts';
import { formatDuration } from '../results/text/format-duration.ts';
import { killHeatMap } from './html/kill-heat-map.ts';
import { markup } from './html/markup.ts';
import { mutantList, survivors } from './html/mutant-list.ts';
import { page } from './html/page.ts';
import { isProven, rate, type MutantsReport } from '../results/kill-matrix.ts';

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
