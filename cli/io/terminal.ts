import {
  createTerminalReporter,
  type TerminalOptions,
  type TerminalReporter,
} from '../../reports/terminal.ts';

/** What is asked of a stream: standard output, a pipe, or a stand-in. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  hasColors?(): boolean;
  write(text: string): unknown;
}

const USUAL_COLUMNS = 100;

/** The terminal reporter on standard output, as this terminal or log can show it. */
export function openTerminal(quiet: boolean): TerminalReporter {
  return createTerminalReporter(terminalOptions(process.stdout, process.env, quiet));
}

/** Colour and a live line on a terminal alone; NO_COLOR takes the one away, CI the other. */
export function terminalOptions(screen: Screen, env: NodeJS.ProcessEnv, quiet: boolean): TerminalOptions {
  const terminal = screen.isTTY ?? false;
  return {
    write: (text) => void screen.write(text),
    // A terminal that does not know its size says 0.
    columns: () => screen.columns || USUAL_COLUMNS,
    color: terminal && (screen.hasColors?.() ?? false) && !env['NO_COLOR'],
    interactive: terminal && !env['CI'],
    quiet,
  };
}
