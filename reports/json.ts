import type { RunResult } from '../results/record.ts';

/** The result file: the record itself, as result.schema.json describes it. Ends with a line feed. */
export function toJson(result: RunResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
