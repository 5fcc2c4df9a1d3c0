import { countOutcomes, describeCounts, OUTCOME_ORDER, OUTCOMES } from '../../results/outcomes.ts';
import type { RuleResult } from '../../results/record.ts';
import { markup, type Markup } from './markup.ts';

const WIDTH = 1_000;

/** The share of each outcome as one bar. */
export function outcomeBar(rules: readonly RuleResult[]): Markup | null {
  if (rules.length === 0) return null;
  const counts = countOutcomes(rules);
  let x = 0;
  const parts = OUTCOME_ORDER.filter((outcome) => counts[outcome] > 0).map((outcome) => {
    const width = (counts[outcome] / rules.length) * WIDTH;
    const part = markup`<rect
      class="${outcome}"
      x="${x.toFixed(1)}"
      y="0"
      width="${width.toFixed(1)}"
      height="12"
      ><title>${counts[outcome]} ${OUTCOMES[outcome].word}</title></rect
    >`;
    x += width;
    return part;
  });
  return markup`<svg
    class="bar"
    viewBox="0 0 ${WIDTH} 12"
    preserveAspectRatio="none"
    role="img"
    aria-label="${describeCounts(counts)}"
  >
    ${parts}
  </svg>`;
}
