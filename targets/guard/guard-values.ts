import { bodyReadings } from './body-readings.ts';
import type { WireRequest } from '../transport/exchange.ts';

/**
 * Every value that some reader could take for this member of the input, at any depth and in any case: of the parsed
 * body, of its bytes where they are no JSON or hold the member twice, and of the query.
 */
export function valuesNamed(request: WireRequest, member: string): string[] {
  const texts = bodyReadings(request);
  const values = [...texts, percentDecoded(request.target)].flatMap((text) =>
    lexicalValues(unescaped(text), member),
  );
  return [...new Set([...values, ...texts.flatMap((text) => parsedValues(text, member))])];
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
    return below(JSON.parse(text), member.toLowerCase());
  } catch {
    return [];
  }
}

/** The scalars that stand at or below the member, however deep. */
function below(root: unknown, member: string): string[] {
  const found: string[] = [];
  const waiting: { value: unknown; inside: boolean }[] = [{ value: root, inside: false }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, inside } = next;
    if (typeof value !== 'object' || value === null) {
      if (inside) found.push(String(value));
      continue;
    }
    for (const [key, item] of Object.entries(value)) {
      waiting.push({ value: item, inside: inside || key.toLowerCase() === member });
    }
  }
  return found;
}

function unescaped(text: string): string {
  return text.replaceAll(/\\u([0-9a-f]{4})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
