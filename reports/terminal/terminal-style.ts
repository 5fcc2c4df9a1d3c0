import { styleText } from 'node:util';
import { failsRun, OUTCOMES } from '../../results/outcomes.ts';
import type { Outcome } from '../../results/record.ts';

export type Style = (format: Parameters<typeof styleText>[0], text: string) => string;

/** Styles text, or leaves it plain; the caller decides, so no stream is asked. */
export function terminalStyle(color: boolean): Style {
  return (format, text) => (color ? styleText(format, text, { validateStream: false }) : text);
}

/** The symbol of an outcome in its colour. */
export function styledSymbol(style: Style, outcome: Outcome, strict: boolean): string {
  return style(outcomeColor(outcome, strict), OUTCOMES[outcome].symbol);
}

function outcomeColor(outcome: Outcome, strict: boolean): 'red' | 'green' | 'yellow' | 'gray' {
  if (outcome === 'error' || failsRun(outcome, strict)) return 'red';
  if (outcome === 'pass') return 'green';
  return outcome === 'warn' || outcome === 'flaky' ? 'yellow' : 'gray';
}
