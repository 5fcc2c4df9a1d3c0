import { formatDuration } from '../../results/text/wording.ts';
import { LATENCY_BOUNDS_MS, type LatencyHistogram } from '../../results/record.ts';
import { markup, type Markup } from './markup.ts';

const HEIGHT = 28;
const STEP = 28;

/** How long each operation's answers took, as small histograms over the same classes. */
export function latencySection(latency: readonly LatencyHistogram[]): Markup | null {
  if (latency.length === 0) return null;
  const used = latency.map(({ counts }) => counts.findLastIndex((count) => count > 0));
  const classes = Math.max(...used) + 1;
  return markup`<section aria-labelledby="latency">
    <h2 id="latency">Latency per operation</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Table of latencies">
      <table class="latency">
        <thead>
          <tr>
            <th scope="col">Operation</th>
            <th scope="col">Answers</th>
            <th scope="col">Half within</th>
            <th scope="col">95% within</th>
            <th scope="col">Answers by time ${axis(classes)}</th>
          </tr>
        </thead>
        <tbody>
          ${latency.map((one) => row(one, classes))}
        </tbody>
      </table>
    </div>
  </section>`;
}

/** The upper bound of each class above its bars. */
function axis(classes: number): Markup {
  const labels = LATENCY_BOUNDS_MS.slice(0, classes).map(
    (bound, index) =>
      markup`<text x="${(index + 1) * STEP - 2}" y="10">${bound < 1_000 ? bound : `${bound / 1_000}k`}</text>`,
  );
  return markup`<span class="dim">in classes of at most so many ms</span>
    <svg class="axis-labels" width="${classes * STEP}" height="14" aria-hidden="true">${labels}</svg>`;
}

function row({ operation, counts }: LatencyHistogram, classes: number): Markup {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const highest = Math.max(...counts, 1);
  const bars = counts.slice(0, classes).map((count, index) => {
    const height = (count / highest) * HEIGHT;
    return markup`<rect x="${index * STEP}" y="${(HEIGHT - height).toFixed(1)}" width="${STEP - 2}" height="${height.toFixed(1)}"><title>${boundText(index)}: ${count}</title></rect>`;
  });
  const label = counts
    .flatMap((count, index) => (count > 0 ? [`${boundText(index)}: ${count}`] : []))
    .join(', ');
  return markup`<tr>
    <th scope="row">${operation}</th>
    <td class="number">${total}</td>
    <td class="number">${boundText(classOfShare(counts, total * 0.5))}</td>
    <td class="number">${boundText(classOfShare(counts, total * 0.95))}</td>
    <td><svg width="${classes * STEP}" height="${HEIGHT}" role="img" aria-label="${label}">${bars}</svg></td>
  </tr>`;
}

/** The first class by whose end this many answers had come. */
function classOfShare(counts: readonly number[], share: number): number {
  let sum = 0;
  const found = counts.findIndex((count) => {
    sum += count;
    return sum >= share;
  });
  return Math.max(found, 0);
}

function boundText(index: number): string {
  const bound = LATENCY_BOUNDS_MS[index];
  return bound === undefined
    ? `over ${formatDuration(LATENCY_BOUNDS_MS.at(-1) ?? 0)}`
    : formatDuration(bound);
}
