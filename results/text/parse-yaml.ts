import { parseDocument } from 'yaml';

const LARGEST = 4 * 1024 * 1024;
const DEEPEST = 100;
const MOST_VALUES = 500_000;

/** YAML, or JSON, that cannot be read, and where. */
export class YamlMistake extends Error {
  override readonly name = 'YamlMistake';
  /** `null` where it is no mistake of one place. */
  readonly place: string | null;

  constructor(message: string, place: string | null = null) {
    super(message);
    this.place = place;
  }
}

/** Reads YAML that anybody may have written: neither its aliases nor its depth take more than we have. @throws {YamlMistake} */
export function parseYaml(text: string): unknown {
  if (text.length > LARGEST) throw new YamlMistake(`is larger than ${LARGEST} characters`);
  const value = valueOf(text);
  let level: unknown[] = [value];
  let count = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    count += level.length;
    if (depth > DEEPEST || count > MOST_VALUES)
      throw new YamlMistake(`nests deeper than ${DEEPEST}, or holds more than ${MOST_VALUES} values`);
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return value;
}

function valueOf(text: string): unknown {
  try {
    const document = parseDocument(text);
    const [error] = document.errors;
    // Aliases are counted, and too many refused, when they are put in.
    if (error === undefined) return document.toJS();
    const [start] = error.linePos ?? [];
    throw new YamlMistake(firstLine(error), start ? `line ${start.line}, column ${start.col}` : null);
  } catch (error) {
    if (error instanceof YamlMistake) throw error;
    if (error instanceof RangeError) throw new YamlMistake(`nests deeper than ${DEEPEST}`);
    throw new YamlMistake(firstLine(error));
  }
}

function firstLine(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n', 1);
  return line;
}
