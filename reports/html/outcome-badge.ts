import { OUTCOMES } from '../../results/outcomes.ts';
import type { Outcome } from '../../results/record.ts';
import { markup, type Markup } from './markup.ts';

/** An outcome as symbol and word in its colour. */
export function outcomeBadge(outcome: Outcome): Markup {
  const { symbol, word } = OUTCOMES[outcome];
  return markup`<span class="badge ${outcome}"><span aria-hidden="true">${symbol}</span> ${word}</span>`;
}
