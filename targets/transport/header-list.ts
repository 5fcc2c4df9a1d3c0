import type { Header } from './exchange.ts';

/** Whether a header of that name, in any case, is in the list. */
export function hasHeader(headers: readonly Header[], name: string): boolean {
  return indexOf(headers, name) >= 0;
}

/** The value of the first header of that name, in any case. */
export function headerValue(headers: readonly Header[], name: string): string | undefined {
  return headers[indexOf(headers, name)]?.[1];
}

/** A loop that leaves texts of another length alone: every request and every answer is asked several times. */
function indexOf(headers: readonly Header[], name: string): number {
  const wanted = name.toLowerCase();
  for (let at = 0; at < headers.length; at += 1) {
    const given = headers[at]?.[0] ?? '';
    if (given.length === wanted.length && given.toLowerCase() === wanted) return at;
  }
  return -1;
}

/** From `[name, value, name, value, …]` as HTTP parsers give it; names in lower case. */
export function fromFlatList(flat: readonly (string | Buffer)[]): Header[] {
  const headers: Header[] = [];
  for (let at = 0; at + 1 < flat.length; at += 2) {
    headers.push([asText(flat[at]).toLowerCase(), asText(flat[at + 1])]);
  }
  return headers;
}

/** One more of each header, `null` removes all of its name; one that exists keeps its place. */
export function changeHeaders(
  headers: readonly Header[],
  changes: Readonly<Record<string, string | null>>,
): Header[] {
  let changed = [...headers];
  for (const [name, value] of Object.entries(changes)) {
    const at = indexOf(changed, name);
    const others = changed.filter(
      ([given], index) => index < at || given.toLowerCase() !== name.toLowerCase(),
    );
    if (value !== null) others.splice(at < 0 ? others.length : at, 0, [name, value]);
    changed = others;
  }
  return changed;
}

function asText(part: string | Buffer | undefined): string {
  return typeof part === 'string' ? part : (part?.toString('latin1') ?? '');
}
