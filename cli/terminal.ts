import { createTerminalReporter } from '../reports/terminal.ts';
import type { TerminalReporter } from '../reports/terminal.ts';

/** The terminal reporter on standard output, as this terminal or log can show it. */
export function openTerminal(quiet: boolean): TerminalReporter {
  const { stdout, env } = process;
  return createTerminalReporter({
    write: (text) => stdout.write(text),
    columns: () => stdout.columns ?? 100,
    color: stdout.isTTY && stdout.hasColors() && !env['NO_COLOR'],
    interactive: stdout.isTTY && !env['CI'],
    quiet,
  });
}
