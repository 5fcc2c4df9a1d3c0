/**
 * Shows what would act instead of being read: control and escape sequences, bidirectional overrides, zero-width and
 * non-characters, lone surrogates, and what begins a command to a CI system in a log, become `\u{…}`. Line feeds and
 * tabs stay where `lines` is set.
 */
export function escapeInvisible(text: string, { lines = false }: { lines?: boolean } = {}): string {
  return text
    .replaceAll(INVISIBLE, (character) =>
      lines && (character === '\n' || character === '\t') ? character : escaped(character),
    )
    .replaceAll(COMMAND, (_, before: string, mark: string) => before + escaped(mark));
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** Of GitHub at the beginning of a line, or in its older form anywhere; of Azure Pipelines and TeamCity. */
const COMMAND = /((?:^|\n)[^\S\n]*(?=::)|(?=##(?:vso|teamcity)?\[))([:#])/gi;

const INVISIBLE =
  /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u00AD\u061C\u115F\u1160\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;
