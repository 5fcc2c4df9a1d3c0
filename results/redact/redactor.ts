import { jsonLiterals, literalText, type Literal } from './json-literals.ts';
import { NO_WORDS, type OwnWords } from './own-words.ts';
import { reversed, secretForms } from './secret-forms.ts';
import { SignatureFinder } from './signature-finder.ts';
import { joined, SHORTEST, TextFinder, type FindOptions, type Kind, type Span } from './text-finder.ts';

/** What signs requests. */
export interface KnownCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export const REDACTED = '[redacted]';
const ORIGINAL = '[original]';
/** Real credentials are longer (16 to 40 characters and more); an emulator's `test` would black out half a report. */
const SHORTEST_SECRET = 16;
const SHOWN = 4;
/** Bounds of what a service can make us remember. A contact's values are far shorter, and fewer. */
const PIECE = 1_000;
const LONGEST_ORIGINAL = 100 * PIECE;
const MOST_ORIGINALS = 10_000;

const SECRETS: FindOptions = { kinds: new Set(['secret', 'key id']) };
const SAID: FindOptions = { cut: true };

/** What separates a name from its value in a header, a query, an encoded query and JSON. */
const BETWEEN = String.raw`(?:=|%3D|\\*"?\s*:\s*\\*"?)`;
const CREDENTIAL = new RegExp(`(Credential${BETWEEN})([^/%,&\\s"\\\\[]+)(?=[/%,&\\s"\\\\]|$)`, 'gi');
const SIGNATURE = new RegExp(`(Signature${BETWEEN})[0-9a-z+/=%]{16,}`, 'gi');
const TOKEN = new RegExp(`(X-Amz-Security-Token${BETWEEN})[^&\\s",\\\\]+`, 'gi');

interface Replacement extends Span {
  readonly by: string;
}

/**
 * The one that knows what may not be shown: secrets, which stand nowhere, and what the target held before, which stands
 * in nothing that came from a service. No pattern is built from what a service says.
 */
export class Redactor {
  readonly #words: OwnWords;
  readonly #ids = new Set<string>();
  readonly #known = new TextFinder();
  #originals = 0;
  /** Folded; too short to be looked for in the midst of a text. */
  readonly #short = new Set<string>();
  readonly #met = new WeakSet<KnownCredentials>();
  readonly #signatures = new SignatureFinder();

  constructor(words: OwnWords = NO_WORDS) {
    this.#words = words;
  }

  /** Whether something of the target's state before is known. */
  get knowsOriginals(): boolean {
    return this.#originals > 0 || this.#short.size > 0;
  }

  /** Ids are ours wherever they stand whole. */
  keep(ids: Iterable<string>): void {
    for (const id of ids) this.#ids.add(id);
  }

  /** Credentials that came later, such as refreshed ones, are taken out from now on. */
  learnCredentials(credentials: KnownCredentials): void {
    // Asked before each request.
    if (this.#met.has(credentials)) return;
    this.#met.add(credentials);
    const { accessKeyId, secretAccessKey, sessionToken = '' } = credentials;
    for (const secret of [secretAccessKey, sessionToken]) this.learnSecret(secret);
    if (accessKeyId.length >= SHORTEST_SECRET) {
      addAll(this.#known, accessKeyId, 'key id');
    }
  }

  learnSecret(secret: string): void {
    if (secret.length < SHORTEST_SECRET) return;
    addAll(this.#known, secret, 'secret');
  }

  /** Asked of each request: the signature in its target or in one of its headers. */
  learnSignatures(target: string, headers: readonly (readonly [name: string, value: string])[]): void {
    this.#signatures.add(target);
    for (const header of headers) this.#signatures.add(header[1]);
  }

  /** A value of the target's state before it was changed. */
  learnOriginal(value: string): void {
    for (let at = 0; at < Math.min(value.length, LONGEST_ORIGINAL); at += PIECE) {
      if (this.#originals >= MOST_ORIGINALS) return;
      this.#originals += 1;
      const piece = value.slice(at, at + PIECE);
      if (!addAll(this.#known, piece, 'original')) this.#short.add(piece);
    }
  }

  /** A text of ours. */
  ours(text: string): string {
    return replaced(text, this.#spans(text, SECRETS));
  }

  /** A whole file of texts each of which was redacted by itself. */
  file(text: string): string {
    return replaced(text, this.#spans(text, { ...SECRETS, layers: 1 }));
  }

  /** A text of ours that is or may be signed. */
  sent(text: string): string {
    const patterned = withoutNamed(text);
    return replaced(patterned, this.#spans(patterned, SECRETS));
  }

  /** A text that a service had a part in; ids of ours and words of the contract stay. */
  said(text: string): string {
    const patterned = withoutNamed(text);
    const found = this.#spans(patterned, SAID);
    return replaced(patterned, [
      ...found.filter((span) => span.by !== ORIGINAL || !this.#isOurs(patterned, span)),
      ...this.#shortSpans(patterned),
    ]);
  }

  /** A text that may end with a stack; where the code stands is ours. */
  reason(text: string): string {
    const stack = text.search(/\n +at /);
    if (stack === -1) return this.said(text);
    return this.said(text.slice(0, stack)) + this.ours(text.slice(stack));
  }

  /** The text of a body that a service sent. */
  body(text: string): string {
    const patterned = withoutNamed(text);
    const all = this.#spans(patterned, SAID);
    if (!this.knowsOriginals) return replaced(patterned, all);
    const short = this.#shortSpans(patterned);
    const [found, secrets] = [all.filter(isOriginal), all.filter((span) => !isOriginal(span))];
    if (found.length === 0) return replaced(patterned, [...secrets, ...short]);
    const literals = /^\s*[{["]/.test(patterned) ? [...jsonLiterals(patterned)] : [];
    const ours = literals.filter((literal) => this.#isContracts(patterned, literal));
    return replaced(patterned, [...secrets, ...outside(found, ours), ...short]);
  }

  /** A text of ours in which values of a service may be quoted, each as a whole: what was expected, say. */
  quoted(text: string, own: ReadonlySet<string>): string {
    const spans = this.#spans(text, SAID).filter(({ start, end, by }) => {
      if (by !== ORIGINAL) return true;
      const opened = text[start - 1] === '"';
      const closed = text[end] === undefined || '"\\…'.includes(text[end]);
      return opened && closed && !own.has(text.slice(start, end));
    });
    return replaced(text, spans);
  }

  /** A value of ours, which a service may have given us. */
  value(text: string, own: ReadonlySet<string>): string {
    if (this.#known.isValue(text, 'original') && !own.has(text)) return ORIGINAL;
    return this.ours(text);
  }

  /** A text with JSON of ours in it: what services gave out is in the members for it alone. */
  input(text: string): string {
    const spans: Replacement[] = [];
    for (const name of this.knowsOriginals ? this.#words.tokens : []) {
      if (!text.includes(name)) continue;
      for (const { start, end, member, kind } of jsonLiterals(text)) {
        if (kind !== 'string' || member !== name) continue;
        const inner = this.#spans(text.slice(start, end), SAID);
        spans.push(...inner.map((span) => ({ ...span, start: start + span.start, end: start + span.end })));
      }
    }
    return replaced(text, [...this.#spans(text, SECRETS), ...spans]);
  }

  /** Whether a member holds what a service gave out. */
  isToken(member: string): boolean {
    return this.#words.tokens.has(member);
  }

  #spans(text: string, options: FindOptions): Replacement[] {
    if (text.length < SHORTEST) return [];
    const { cut: deep = false } = options;
    return [
      ...this.#known
        .find(text, options)
        .map(({ start, end, kind }) => ({ start, end, by: markOf(kind, text.slice(start, end)) })),
      ...this.#signatures.find(text, { deep }).map((span) => ({ ...span, by: REDACTED })),
    ];
  }

  /** Short values are taken out where they are a whole JSON scalar. */
  #shortSpans(text: string): Replacement[] {
    if (this.#short.size === 0 || ![...this.#short].some((short) => text.includes(short))) return [];
    return QUOTES.filter((quote) => text.includes(quote)).flatMap((quote) => {
      const spans: Replacement[] = [];
      for (const literal of jsonLiterals(text, quote)) {
        if (literal.kind === 'name' || !isScalar(text, literal, quote)) continue;
        const inner = literal.kind === 'bare' ? 0 : quote.length;
        const [start, end] = [literal.start + inner, literal.end - inner];
        if (!this.#short.has(text.slice(start, end)) || this.#isContracts(text, literal)) continue;
        spans.push({ start, end, by: inner === 0 ? `"${ORIGINAL}"` : ORIGINAL });
      }
      return spans;
    });
  }

  /** Whether the span lies in an id of ours, or is a word of the contract, as a whole. */
  #isOurs(text: string, { start, end }: Span): boolean {
    let [from, to] = [start, end];
    const [first, last] = [Math.max(0, start - LONGEST_ID), Math.min(text.length, end + LONGEST_ID)];
    while (from > first && OF_AN_ID.test(text[from - 1] as string)) from -= 1;
    while (to < last && OF_AN_ID.test(text[to] as string)) to += 1;
    const token = text.slice(from, to).replaceAll(/^[.:]+|[.:]+$/g, '');
    if (this.#ids.has(token) || this.#words.names.has(token)) return true;
    for (const values of this.#words.enums.values()) if (values.has(token)) return true;
    return false;
  }

  /** Whether it is the name of a member that the contract has, or one of the values that it lists for one. */
  #isContracts(text: string, literal: Literal): boolean {
    if (literal.kind === 'name') return this.#words.names.has(literalText(text, literal));
    const values = literal.member === null ? undefined : this.#words.enums.get(literal.member);
    return values?.has(literalText(text, literal)) ?? false;
  }
}

const OF_AN_ID = /[\w./:-]/;
const LONGEST_ID = 200;
/** White space that is looked across for what stands beside a literal. */
const SPACES = 16;
/** Round a string in JSON, and in JSON in a string. */
const QUOTES = ['"', String.raw`\"`];

/** Whether a literal is the value of a member, an element, or the whole; or what our own words quote as one. */
function isScalar(text: string, { start, end, kind, member }: Literal, quote: string): boolean {
  if (member !== null) return true;
  if (kind === 'string' && text.endsWith(' is ', start)) return true;
  const [before, after] = [beforeSpace(text, start), afterSpace(text, end)];
  return ['', '[', ','].includes(before) && ['', ']', ',', '}', '…', quote[0]].includes(after);
}

function beforeSpace(text: string, start: number): string {
  return text
    .slice(Math.max(0, start - SPACES), start)
    .trimEnd()
    .slice(-1);
}

function afterSpace(text: string, end: number): string {
  return text
    .slice(end, end + SPACES)
    .trimStart()
    .slice(0, 1);
}

/** Whether the value itself can be found. */
function addAll(finder: TextFinder, value: string, kind: Kind): boolean {
  const [found = false] = secretForms(value).map((form) => finder.add(form, kind));
  finder.add(reversed(value), kind, { cut: false });
  return found;
}

function isOriginal({ by }: Replacement): boolean {
  return by === ORIGINAL;
}

function markOf(kind: Kind, found: string): string {
  if (kind === 'key id') return masked(found);
  return kind === 'original' ? ORIGINAL : REDACTED;
}

/** The spans that do not lie in one of the literals; both in order. */
function outside<S extends Span>(spans: readonly S[], literals: readonly Literal[]): S[] {
  let next = 0;
  return spans.filter(({ start, end }) => {
    while (next < literals.length && (literals[next]?.end ?? 0) <= start) next += 1;
    const literal = literals[next];
    return !literal || literal.start > start || literal.end < end;
  });
}

/** Without secrets that their names tell, whoever's they are. */
function withoutNamed(text: string): string {
  if (!/credential|signature|security-token/i.test(text)) return text;
  return text
    .replaceAll(TOKEN, `$1${REDACTED}`)
    .replaceAll(SIGNATURE, `$1${REDACTED}`)
    .replaceAll(CREDENTIAL, (_, before: string, id: string) => before + masked(id));
}

function replaced(text: string, replacements: readonly Replacement[]): string {
  if (replacements.length === 0) return text;
  const byStart = replacements.toSorted((one, other) => one.start - other.start);
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of joined(replacements)) {
    const by = byStart.find((one) => one.start >= start)?.by ?? REDACTED;
    parts.push(text.slice(at, start), by);
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** The beginning of an access key's id, which tells what kind of key it is. */
function masked(accessKeyId: string): string {
  if (!/^[a-z0-9]+$/i.test(accessKeyId)) return REDACTED;
  return `${accessKeyId.slice(0, Math.min(SHOWN, accessKeyId.length / 4))}${REDACTED}`;
}
