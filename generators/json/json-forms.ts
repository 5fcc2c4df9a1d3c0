import type { JsonObject } from '../../spec/json.ts';
import { jsonTokens, type JsonToken } from './json-tokens.ts';

/** Another way to write a JSON object that means the same. */
export interface JsonForm {
  readonly label: string;
  write(value: JsonObject): string;
}

/** What serializers of common languages do by default or when asked. */
export const JSON_FORMS: readonly JsonForm[] = [
  { label: 'slashes escaped', write: (value) => inStrings(value, isValue, escapedSlashes) },
  { label: 'marks of HTML escaped', write: (value) => inStrings(value, isValue, escapedMarkup) },
  { label: 'every character of a value escaped', write: (value) => inStrings(value, isValue, escaped) },
  { label: 'every character of a name escaped', write: (value) => inStrings(value, isName, escaped) },
  { label: 'lines and indents', write: (value) => JSON.stringify(value, null, 2) },
  {
    label: 'tabs and line breaks of Windows',
    write: (value) => JSON.stringify(value, null, '\t').replaceAll('\n', '\r\n'),
  },
  { label: 'a blank after each comma and colon', write: spaced },
  { label: 'white space before the object', write: (value) => ` \r\n\t${JSON.stringify(value)}` },
  { label: 'a line break after the object', write: (value) => `${JSON.stringify(value)}\n` },
  {
    label: 'members in reverse',
    write: (value) => JSON.stringify(Object.fromEntries(Object.entries(value).toReversed())),
  },
];

type Which = (token: JsonToken, next: JsonToken | undefined) => boolean;

const isName: Which = ({ kind }, next) => kind === 'string' && next?.text === ':';
const isValue: Which = (token, next) => token.kind === 'string' && !isName(token, next);

/** The text with some of its strings written otherwise; what they say stays. */
function inStrings(value: JsonObject, which: Which, write: (text: string) => string): string {
  const tokens = jsonTokens(JSON.stringify(value));
  return tokens
    .map((token, at) =>
      which(token, tokens[at + 1]) ? `"${write(JSON.parse(token.text) as string)}"` : token.text,
    )
    .join('');
}

function escapedSlashes(text: string): string {
  return JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/');
}

function escapedMarkup(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(/[<>&'=+]/g, escaped);
}

function escaped(text: string): string {
  return text
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

function spaced(value: JsonObject): string {
  return jsonTokens(JSON.stringify(value))
    .map(({ text }) => (text === ',' || text === ':' ? `${text} ` : text))
    .join('');
}
