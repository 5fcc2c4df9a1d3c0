import type { RunResult } from '../results/record.ts';

/**
 * The result file: the record itself, as result.schema.json describes it. Ends with a line feed. What would act on a
 * terminal that shows it is escaped, so that it means the same.
 */
export function toJson(result: RunResult): string {
  return `${JSON.stringify(result, null, 2).replaceAll(ACTING, escaped)}\n`;
}

/** Beside the control characters that JSON escapes itself: the later ones, invisible and bidirectional ones. */
const ACTING = /[\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
