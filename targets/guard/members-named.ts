/**
 * Every value that some reader could take for this member in the text: of JSON with its escapes, whole or cut, at any
 * depth, as often as it stands there; of a query, of a form, and of a header.
 */
export function membersNamed(text: string, member: string): string[] {
  const values = [...tokenValues(text, member.toLowerCase()), ...lexicalValues(text, member)];
  return values.flatMap((value) => [value, ...asNumber(value)]);
}

/** A service may take a number for the text that it is written as. */
function asNumber(value: string): string[] {
  const number = Number(value.trim());
  return value.trim() === '' || !Number.isFinite(number) ? [] : [String(number)];
}

/** A name, its separator, and the text up to the next one; of a form also over the ends of lines, which are part of it. */
function lexicalValues(text: string, member: string): string[] {
  const words = member.split(/(?=[A-Z])/).join('[^a-z0-9\\r\\n]{0,3}');
  const name = `${words}[\\w.[\\]-]{0,20}["']?\\s*`;
  const inLine = new RegExp(`${name}[:=]\\s*("[^"\\r\\n]*|'[^'\\r\\n]*|[^,;&}\\]\\r\\n]*)`, 'gi');
  const inForm = new RegExp(`${name}=([^&;]{0,${LONGEST_VALUE}})`, 'gi');
  // A query ends with its line, and headers do.
  const found = [...text.matchAll(inLine), ...behindHead(text).matchAll(inForm)];
  return found.map(([, value = '']) => value.replace(/^["']/, ''));
}

/** All of a text that has no head. */
function behindHead(text: string): string {
  return text.slice(text.indexOf(BLANK_LINE) + 1);
}

const BLANK_LINE = '\r\n\r\n';

/** Characters; what is compared is far shorter. */
const LONGEST_VALUE = 512;

const TOKEN = /"((?:[^"\\]|\\[\s\S])*)"?|[{}[\],:]|[^\s"{}[\],:]+/g;

/** The scalars that stand at or below the member, read as JSON that may begin or end anywhere. */
function tokenValues(text: string, member: string): string[] {
  const found: string[] = [];
  // A member may stand within another of its name.
  let depth = 0;
  let inside: number | null = null;
  let before = '';
  for (const [token, quoted] of text.matchAll(TOKEN)) {
    if (token === ':') {
      if (inside === null && nameOf(before) === member) inside = depth;
      else if (inside !== null && nameOf(before) !== '') found.push(before);
    } else if (token === '{' || token === '[') {
      depth += 1;
    } else if (token === '}' || token === ']') {
      depth -= 1;
      if (inside !== null && depth <= inside) inside = null;
    } else if (token === ',') {
      if (inside === depth) inside = null;
    } else {
      before = quoted === undefined ? token : unescaped(quoted);
      if (inside !== null) found.push(before);
    }
  }
  return found;
}

function nameOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
}

function unescaped(quoted: string): string {
  return quoted.replaceAll(/\\(?:u([0-9a-f]{4})|([\s\S]))/gi, (_, unit?: string, short = '') =>
    unit === undefined ? short : String.fromCharCode(Number.parseInt(unit, 16)),
  );
}
