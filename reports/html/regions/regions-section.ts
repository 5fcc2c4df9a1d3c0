import { loadLifecycle, type Lifecycle } from '../../../spec/load-lifecycle.ts';
import { countNoun, formatDuration } from '../../../results/text/wording.ts';
import type { RegionHistory } from '../../../results/record.ts';
import { regionChanges, type RegionChange } from './region-changes.ts';
import { lifecycleDiagram, statusRole } from './lifecycle-diagram.ts';
import { markup, type Markup } from '../markup.ts';

const SHOWN = 20;
const MOST_UNEXPLAINED = 50;
const WIDTH = 1_000;
const HEIGHT = 14;
/** A pending status is often over too soon to be seen at this scale. */
const LEAST_WIDTH = 2;

interface Watched {
  readonly history: RegionHistory;
  readonly changes: readonly RegionChange[];
}

/** What each region was seen with over time, against the way that the lifecycle allows. */
export function regionsSection(regions: readonly RegionHistory[]): Markup | null {
  const lifecycle = loadLifecycle();
  const watched = regions.map((history) => ({ history, changes: regionChanges(history, lifecycle) }));
  const changed = watched.filter(({ changes }) => changes.length > 0);
  const seen = watched.filter(({ history }) => history.seen.length > 0);
  if (seen.length === 0) return null;
  const all = changed.flatMap(({ changes }) => changes);
  return markup`<section aria-labelledby="regions">
    <h2 id="regions">Regions over time</h2>
    <p>
      ${countNoun(seen.length, 'region')} of ${countNoun(new Set(regions.map(({ account }) => account)).size, 'account')}
      ${seen.length === 1 ? 'was' : 'were'} looked at;
      ${changed.length === 0 ? 'none of them changed' : `${changed.length} changed, ${countNoun(all.length, 'time')} in all`}.
      ${constants(seen.filter(({ changes }) => changes.length === 0))}
    </p>
    ${changed.length === 0 ? null : pictures(changed, all, lifecycle)}
  </section>`;
}

function pictures(changed: readonly Watched[], all: readonly RegionChange[], lifecycle: Lifecycle): Markup {
  const start = Math.min(...changed.map(({ changes }) => changes[0]?.from.toMs ?? 0));
  const end = Math.max(...changed.map(({ history }) => history.seen.at(-1)?.toMs ?? 0));
  const span = { start, end };
  const strip = ({ history, changes }: Watched) => regionStrip(history, changes, span, lifecycle);
  const rest = changed.slice(SHOWN);
  return markup`<div class="regions">
      <figure>
        <figcaption>
          The lifecycle, with how often each change was seen; dashed: settled at once, or not every status was
          met
        </figcaption>
        ${lifecycleDiagram(all, lifecycle)}
      </figure>
      <div>
        ${unexplained(changed)}
        <p class="legend">
          ${lifecycle.statuses.map((status) => markup`<span class="status ${statusRole(status, lifecycle)}">${status}</span>`)}
        </p>
        <ul class="strips">
          ${changed.slice(0, SHOWN).map(strip)}
        </ul>
        ${
          rest.length === 0
            ? null
            : markup`<details>
                <summary>${countNoun(rest.length, 'more region')}</summary>
                <ul class="strips">
                  ${rest.map(strip)}
                </ul>
              </details>`
        }
        <p class="dim axis"><span>${formatDuration(start)} into the run</span> <span>${formatDuration(end)}</span></p>
      </div>
    </div>`;
}

function unexplained(changed: readonly Watched[]): Markup {
  const found = changed.flatMap(({ history, changes }) =>
    changes.filter(({ verdict }) => verdict === 'unexplained').map((change) => ({ history, change })),
  );
  if (found.length === 0) {
    return markup`<p>
      <span class="badge pass"><span aria-hidden="true">✓</span> as allowed</span> Every change has a
      request, or the end of a pending change, that leads there.
    </p>`;
  }
  return markup`<p>
      <span class="badge fail"><span aria-hidden="true">✗</span> ${found.length}</span>
      ${found.length === 1 ? 'change has' : 'changes have'} neither a request nor a pending change that leads
      there:
    </p>
    <ul class="alarm">
      ${found.slice(0, MOST_UNEXPLAINED).map(
        ({ history, change: { from, to } }) =>
          markup`<li>
            ${history.region} of ${history.account}: ${from.status} → ${to.status}, seen after
            ${formatDuration(to.fromMs)}
          </li>`,
      )}
    </ul>`;
}

/** Those that stayed as they were, by status. */
function constants(watched: readonly Watched[]): string {
  if (watched.length === 0) return '';
  const groups = Object.entries(Object.groupBy(watched, ({ history }) => history.seen[0]?.status ?? ''));
  const parts = groups.map(([status, members = []]) => `${members.length} stayed ${status}`);
  return `${parts.join(', ')}.`;
}

/** One region's statuses as a band from the first change of any region to the last answer. */
function regionStrip(
  { account, region, seen, left }: RegionHistory,
  changes: readonly RegionChange[],
  span: { readonly start: number; readonly end: number },
  lifecycle: Lifecycle,
): Markup {
  const scale = WIDTH / Math.max(span.end - span.start, 1);
  const at = (ms: number) => Math.min(Math.max((ms - span.start) * scale, 0), WIDTH);
  const bands = seen.map(({ status, fromMs, answers }, index) => {
    const x = at(fromMs);
    const next = seen[index + 1];
    const width = Math.max((next ? at(next.fromMs) : WIDTH) - x, LEAST_WIDTH);
    return markup`<rect class="${statusRole(status, lifecycle)}" x="${x.toFixed(1)}" y="0" width="${width.toFixed(1)}" height="${HEIGHT}"><title>${status} from ${formatDuration(fromMs)}, ${countNoun(answers, 'answer')}</title></rect>`;
  });
  const marks = changes
    .filter(({ verdict }) => verdict === 'unexplained')
    .map(({ from, to }) => {
      const x = (at(to.fromMs) - 2).toFixed(1);
      return markup`<rect class="mark" x="${x}" y="0" width="4" height="${HEIGHT}"><title>${from.status} → ${to.status} is unexplained</title></rect>`;
    });
  const visited = [...new Set(seen.map(({ status }) => status))].join(', ');
  const odd = marks.length === 0 ? 'all explained' : `${marks.length} unexplained`;
  return markup`<li>
    <span class="name">${region} <span class="dim">${account}</span></span>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${region} of ${account}: ${countNoun(changes.length, 'change')}, ${odd}; seen as ${visited}">${bands}${marks}</svg>
    <span class="number dim">${changes.length}${left > 0 ? ` (${left} more entries)` : ''}</span>
  </li>`;
}
