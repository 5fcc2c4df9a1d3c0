import type { RecordedExchange } from '../../results/record.ts';
import { editedToken, TOKEN_EDITS } from '../signing/edit-token.ts';
import type { Exchange, Header } from './exchange.ts';
import { recordBody } from '../../results/redact/record-body.ts';
import { secretForms } from '../../results/redact/secret-forms.ts';
import type { Credentials } from '../target.ts';

/** Takes secrets out of what will be shown. */
export interface Redactor {
  text(text: string): string;
  headers(headers: readonly Header[]): [string, string][];
  /** Also finds a secret between bytes that are no text. */
  bytes(bytes: Uint8Array): Uint8Array;
  /** Credentials that came later, such as refreshed ones, are taken out from now on. */
  learn(credentials: Credentials): void;
}

const REDACTED = '[redacted]';
/** Real credentials are longer (16 to 40 characters and more); an emulator's `test` would black out half a report. */
const SHORTEST_SECRET = 16;
const SHOWN = 4;
/** What separates a name from its value in a header, a query, an encoded query and JSON. */
const BETWEEN = String.raw`(?:=|%3D|\\?"?\s*:\s*\\?"?)`;
const CREDENTIAL = new RegExp(`(Credential${BETWEEN})([^/%,&\\s"\\\\]+)`, 'gi');
const SIGNATURE = new RegExp(`(Signature${BETWEEN})[0-9a-z+/=%]{16,}`, 'gi');
const SENT_SIGNATURE = /Signature=([0-9a-f]{64})/g;
const TOKEN = new RegExp(`(X-Amz-Security-Token${BETWEEN})[^&\\s",\\\\]+`, 'gi');
const TOKEN_HEADER = /^x-amz-security-token$/i;

/** Removes these credentials wherever they stand, and signatures and session tokens by their names. */
export function createRedactor(secrets: readonly Credentials[]): Redactor {
  const known = new Set<string>();
  const met = new WeakSet<Credentials>();
  const replacements: [string, string][] = [];

  function learn(credentials: Credentials): void {
    // Asked before each request: to write the key out takes longer.
    if (met.has(credentials)) return;
    met.add(credentials);
    const key = JSON.stringify([credentials.secretAccessKey, credentials.sessionToken]);
    if (known.has(key)) return;
    known.add(key);
    replacements.push(...replacementsOf(credentials));
  }

  for (const credentials of secrets) learn(credentials);

  function text(given: string): string {
    let shown = given;
    for (const [form, replacement] of replacements) shown = shown.replaceAll(form, replacement);
    return shown
      .replaceAll(TOKEN, `$1${REDACTED}`)
      .replaceAll(SIGNATURE, `$1${REDACTED}`)
      .replaceAll(CREDENTIAL, (_, before: string, id: string) => before + masked(id));
  }

  return {
    text,
    learn,
    headers: (headers) =>
      headers.map(([name, value]) => [name, TOKEN_HEADER.test(name) ? REDACTED : text(value)]),
    bytes: (bytes) => Buffer.from(text(Buffer.from(bytes).toString('latin1')), 'latin1'),
  };
}

/** The exchange as reports may show it. */
export function recordExchange(exchange: Exchange, redactor: Redactor): RecordedExchange {
  const { request, response, fault, sentHeaders } = exchange;
  // A service may repeat what it was sent, and under another name.
  const repeated = signaturesIn(sentHeaders);
  const text = (given: string) => withoutAny(repeated, redactor.text(given));
  return {
    operation: request.operation,
    identity: request.identity?.name ?? null,
    request: {
      method: request.method,
      target: redactor.text(request.target),
      headers: redactor.headers(sentHeaders),
      body: recordBody(redactor.bytes(request.body)),
    },
    response: response && {
      status: response.status,
      headers: redactor.headers(response.headers).map(([name, value]) => [name, withoutAny(repeated, value)]),
      body: recordBody(withoutAnyBytes(repeated, redactor.bytes(response.body))),
    },
    fault: fault && { kind: fault.kind, message: text(fault.message) },
    durationMs: exchange.durationMs,
  };
}

function signaturesIn(headers: readonly Header[]): string[] {
  return headers.flatMap(([, value]) =>
    [...value.matchAll(SENT_SIGNATURE)].map(([, signature = '']) => signature),
  );
}

function withoutAny(secrets: readonly string[], text: string): string {
  return secrets.reduce((shown, secret) => shown.replaceAll(secret, REDACTED), text);
}

function withoutAnyBytes(secrets: readonly string[], bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  return secrets.some((secret) => text.includes(secret))
    ? Buffer.from(withoutAny(secrets, text), 'latin1')
    : bytes;
}

function replacementsOf({
  accessKeyId,
  secretAccessKey,
  sessionToken = '',
}: Credentials): [string, string][] {
  const edited = TOKEN_EDITS.map((edit) => editedToken(sessionToken, edit));
  const whole = [secretAccessKey, sessionToken, ...edited].filter(isLong).flatMap(secretForms);
  const ids = isLong(accessKeyId) ? secretForms(accessKeyId) : [];
  return [
    ...whole.map((form): [string, string] => [form, REDACTED]),
    ...ids.map((form): [string, string] => [form, form === accessKeyId ? masked(form) : REDACTED]),
  ];
}

function isLong(secret: string): boolean {
  return secret.length >= SHORTEST_SECRET;
}

function masked(accessKeyId: string): string {
  return `${accessKeyId.slice(0, Math.min(SHOWN, accessKeyId.length / 4))}${REDACTED}`;
}
