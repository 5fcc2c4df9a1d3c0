import { ownCommand } from './text/own-command.ts';
import { countNoun, formatDuration } from './text/wording.ts';

/** A finding as it is named here: by its rule and what was answered. */
export interface NamedFinding {
  readonly rule: string;
  readonly answer: string;
}

/** What became of one of several faults in one service. */
export type ComponentOutcome =
  /** `own`: its rule failed for its reason; `difference`: a finding that is not there without this fault. */
  | { readonly outcome: 'found'; readonly how: 'own' | 'difference'; readonly by: NamedFinding }
  | {
      readonly outcome: 'missed';
      /** What became of the rules that had to notice, in words. */
      readonly note: string;
      /** The findings that stood in its place. */
      readonly hiddenBy: readonly (NamedFinding & { readonly expected: string; readonly actual: string })[];
    }
  /** The calls that show it alone are answered the same with it and without it. */
  | { readonly outcome: 'invisible' };

type ComponentRow = ComponentOutcome & {
  readonly id: string;
  readonly fault: string;
  readonly rule: string;
};

/** One service with several faults, and what its components' rules made of it. */
export interface CompoundRow {
  readonly components: readonly ComponentRow[];
  readonly rules: number;
  readonly requests: number;
  readonly durationMs: number;
}

/** What `mutants --compound K --json` writes. */
export interface CompoundsReport {
  readonly schemaVersion: 1;
  readonly edition: string;
  readonly seed: number;
  readonly runs: number;
  /** How many faults each service has. */
  readonly size: number;
  readonly durationMs: number;
  readonly compounds: readonly CompoundRow[];
}

/** The sizes that are measured, what share has to be found of what shows, and what share may not show. */
export const COMPOUND_SIZES: readonly {
  readonly size: number;
  readonly recall: number;
  readonly invisible: number;
}[] = [
  { size: 2, recall: 0.98, invisible: 0.05 },
  { size: 5, recall: 0.95, invisible: 0.1 },
  { size: 10, recall: 0.9, invisible: 0.15 },
  { size: 20, recall: 0.85, invisible: 0.25 },
];

export interface CompoundsCount {
  readonly drawn: number;
  readonly found: number;
  readonly missed: number;
  readonly invisible: number;
  /** Found of those that show; 1 where none shows. */
  readonly recall: number;
  /** What has to be found of those that show; `null`: there is no bound for so many faults. */
  readonly bound: number | null;
  /** Whether so many do not show that the compounds prove little. */
  readonly badDraw: boolean;
}

export function countCompounds({ compounds, size }: CompoundsReport): CompoundsCount {
  const rows = compounds.flatMap(({ components }) => components);
  const count = (outcome: ComponentRow['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  const [found, missed, invisible] = [count('found'), count('missed'), count('invisible')];
  const bounds = COMPOUND_SIZES.find((one) => size <= one.size);
  return {
    drawn: rows.length,
    found,
    missed,
    invisible,
    recall: found + missed === 0 ? 1 : found / (found + missed),
    bound: bounds?.recall ?? null,
    badDraw: bounds !== undefined && invisible > bounds.invisible * rows.length,
  };
}

/** Whether as much was found as has to be. */
export function isRecallEnough(report: CompoundsReport): boolean {
  const { recall, bound } = countCompounds(report);
  return bound === null || recall >= bound;
}

/** Every fault that was missed with what hid it, those that do not show, and the recall last. */
export function compoundsText(report: CompoundsReport): string {
  const { compounds, size, seed, edition, durationMs } = report;
  const { drawn, found, missed, invisible, recall, bound, badDraw } = countCompounds(report);
  const requests = compounds.reduce((sum, one) => sum + one.requests, 0);
  const below = bound !== null && recall < bound;
  const lines = [
    ...compounds.flatMap((compound, index) => missedLines(compound, index, report)),
    ...invisibleLines(compounds),
    ...(badDraw
      ? [`The draw is bad: ${invisible} of ${drawn} faults do not show, so this recall says little.`]
      : []),
    `recall ${percent(recall)} (${found} of the ${found + missed} faults that show; ${countNoun(missed, 'fault')} missed, ${invisible} of ${drawn} invisible)` +
      (bound === null
        ? `; no bound for ${size} faults at once`
        : `; ${below ? 'BELOW the bound' : 'bound'} ${percent(bound)}`),
    `${countNoun(compounds.length, 'compound')} of ${countNoun(size, 'fault')}; edition ${edition}, seed ${seed}, ${countNoun(requests, 'request')}, ${formatDuration(durationMs)}`,
  ];
  return `${lines.join('\n')}\n`;
}

function missedLines({ components }: CompoundRow, index: number, report: CompoundsReport): string[] {
  const missed = components.filter((row) => row.outcome === 'missed');
  if (missed.length === 0) return [];
  const ids = components.map(({ id }) => id);
  return [
    `compound ${index + 1} of ${report.compounds.length}: ${missed.length} of ${components.length} faults missed`,
    ...missed.flatMap(({ id, fault, rule, note, hiddenBy }) => [
      `  MISSED ${id}`,
      `    fault      ${fault}`,
      `    rule       ${rule}: ${note}`,
      ...hiddenBy.flatMap((by) => [
        `    hidden by  ${by.rule}: ${by.answer}`,
        `      expected ${by.expected}`,
        `      actual   ${by.actual}`,
      ]),
    ]),
    `  again: ${ownCommand()} mutants --edition ${report.edition} --compound ${ids.length} --seed ${report.seed} --only ${ids.join(' ')}`,
    '',
  ];
}

function invisibleLines(compounds: readonly CompoundRow[]): string[] {
  const rows = compounds.flatMap(({ components }, index) =>
    components.flatMap(({ id, outcome }) =>
      outcome === 'invisible' ? [`  ${id} (compound ${index + 1})`] : [],
    ),
  );
  if (rows.length === 0) return [];
  return ['invisible, since the other faults leave nothing of them to see:', ...rows, ''];
}

/** Never rounded up. */
function percent(share: number): string {
  return `${Math.floor(share * 1000) / 10} %`;
}
