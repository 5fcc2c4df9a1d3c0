import type { WireRequest } from './exchange.ts';

/**
 * Every value that some reader could take for this member of the input, at any depth and in any case: of the parsed
 * body, of its bytes where they are no JSON or hold the member twice, and of the query.
 */
export function valuesNamed({ body, target }: WireRequest, member: string): string[] {
  const bytes = Buffer.from(body);
  // Without the zero bytes, UTF-16 reads like Latin-1.
  const texts = [bytes.toString('utf8'), bytes.toString('latin1').replaceAll('\0', '')];
  const values = [...texts, percentDecoded(target)].flatMap((text) => lexicalValues(unescaped(text), member));
  return [...new Set([...values, ...parsedValues(texts[0] ?? '', member)])];
}

/** As it is where it cannot be decoded. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A name, its separator, and the text up to the next one. */
function lexicalValues(text: string, member: string): string[] {
  const pattern = new RegExp(`${member}["']?\\s*[:=]\\s*("[^"]*"|'[^']*'|[^\\s,;&}\\]]+)`, 'gi');
  return [...text.matchAll(pattern)].map(([, value = '']) => value.replaceAll(/^["']|["']$/g, ''));
}

function parsedValues(text: string, member: string): string[] {
  try {
    return below(JSON.parse(text), member.toLowerCase(), false);
  } catch {
    return [];
  }
}

/** The scalars that stand at or below the member. */
function below(value: unknown, member: string, inside: boolean): string[] {
  if (typeof value !== 'object' || value === null) return inside ? [String(value)] : [];
  return Object.entries(value).flatMap(([key, item]) =>
    below(item, member, inside || key.toLowerCase() === member),
  );
}

function unescaped(text: string): string {
  return text.replaceAll(/\\u([0-9a-f]{4})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
