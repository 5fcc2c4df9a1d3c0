import { OUTCOME_ORDER, OUTCOMES } from '../../results/outcomes.ts';
import type { RuleResult } from '../../results/record.ts';
import { markup, type Markup } from './markup.ts';

const LEVELS = ['must', 'should', 'contested'];

/** The bar that filters findings and rules; it appears only where the page's script runs. */
export function filters(rules: readonly RuleResult[]): Markup {
  const suites = [...new Set(rules.map(({ suite }) => suite))].toSorted();
  const operations = [...new Set(rules.flatMap((rule) => rule.operations))].toSorted();
  const outcomes = OUTCOME_ORDER.filter((outcome) => rules.some((rule) => rule.outcome === outcome));
  return markup`<form class="filters" role="search" aria-label="Filter findings and rules" hidden>
    ${choice('outcome', 'Outcome', outcomes, (outcome) => OUTCOMES[outcome].word)}
    ${choice('suite', 'Suite', suites)} ${choice('level', 'Level', LEVELS)}
    ${choice('operation', 'Operation', operations)}
    <label
      >Text
      <input
        type="search"
        name="text"
        placeholder="id, requirement, answer (press /)"
        autocomplete="off"
        spellcheck="false"
    /></label>
    <button type="reset">Clear</button>
    <output aria-live="polite"></output>
  </form>`;
}

function choice<T extends string>(
  name: string,
  label: string,
  values: readonly T[],
  word?: (value: T) => string,
): Markup {
  return markup`<label
    >${label}
    <select name="${name}">
      <option value="">all</option>
      ${values.map((value) => markup`<option value="${value}">${word ? word(value) : value}</option>`)}
    </select></label
  >`;
}
