import { Document, isSeq, parseDocument, stringify } from 'yaml';
import type { KnownFailure } from './known-failures.ts';

/**
 * The text of a known-failures file with other entries: what people wrote stays as it stands, order and comments included,
 * and what is new comes last.
 * @param before the entries that `text` holds, in order; those of them that are in `now` stay.
 */
export function rewriteKnownFailures(
  text: string,
  before: readonly KnownFailure[],
  now: readonly KnownFailure[],
): string {
  const added = now.filter((one) => !before.includes(one));
  // JSON is YAML as well, and stays JSON.
  if (text.trimStart().startsWith('{'))
    return `${JSON.stringify({ knownFailures: [...before.filter((one) => now.includes(one)), ...added] }, null, 2)}\n`;
  const document = text.trim() === '' ? new Document({}) : parseDocument(text);
  const list: unknown = document.get('knownFailures', true);
  if (!isSeq(list) || list.items.length === 0) {
    document.set('knownFailures', document.createNode(now));
    return document.toString({ lineWidth: 0 });
  }
  list.items = list.items.filter((_, at) => before[at] !== undefined && now.includes(before[at]));
  list.items.push(...added.map((one) => document.createNode(one)));
  try {
    return document.toString({ lineWidth: 0 });
  } catch {
    // What stays may refer to what goes.
    return stringify({ knownFailures: now }, { lineWidth: 0 });
  }
}
