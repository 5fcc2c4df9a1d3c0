import type { Json } from '../spec/json.ts';
import type { Dialect } from './dialects/axes.ts';
import { readJson, UnreadableBody } from './read-json.ts';
import { unreadable } from './refusal.ts';

/** @throws {Refusal} when the bytes are not JSON in UTF-8, or not such as this service takes. */
export function readBody(bytes: Buffer, choices: Dialect): Json {
  if (bytes.length === 0) {
    if (choices.emptyBody === 'object') return {};
    throw unreadable(choices.malformedBody, 'The body is empty.');
  }
  try {
    return readJson(decode(bytes, choices), choices);
  } catch (error) {
    if (error instanceof UnreadableBody) throw unreadable(choices.malformedBody, error.message);
    throw error;
  }
}

function decode(bytes: Buffer, { invalidUtf8, byteOrderMark }: Dialect): string {
  try {
    const fatal = invalidUtf8 === 'refused';
    return new TextDecoder('utf-8', { fatal, ignoreBOM: byteOrderMark === 'refused' }).decode(bytes);
  } catch {
    throw new UnreadableBody('no UTF-8');
  }
}
