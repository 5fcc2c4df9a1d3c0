import type { Lifecycle } from '../../../spec/load-lifecycle.ts';
import { countNoun, formatDuration } from '../../../results/text/wording.ts';
import type { RegionHistory } from '../../../results/record.ts';
import type { RegionChange } from './region-changes.ts';
import { markup, type Markup } from '../markup.ts';
import { statusRole } from './lifecycle-diagram.ts';

const WIDTH = 1_000;
const HEIGHT = 14;
/** A pending status is often over too soon to be seen at this scale. */
const LEAST_WIDTH = 2;

/** One region's statuses as a band from the first change of any region to the last answer. */
export function regionStrip(
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
