/**
 * The texts as which a value may stand somewhere, beside what a reader folds away (case, white space and the escapes
 * of URLs, JSON and markup): as hex digits, and inside base64 text at each of its three alignments, without
 * the outer digits that the neighbouring bytes decide as well.
 */
export function secretForms(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const jsonInJson = JSON.stringify(json).slice(1, -1);
  const plain = [
    secret,
    secret.toUpperCase(),
    secret.normalize('NFC'),
    secret.normalize('NFD'),
    json,
    jsonInJson,
    // A body that is not UTF-8 as a whole is read byte by byte.
    ...[secret, secret.toLowerCase(), secret.toUpperCase()].map((text) =>
      Buffer.from(text, 'utf8').toString('latin1'),
    ),
    Buffer.from(secret, 'utf8').toString('hex'),
  ];
  const packed = [secret, json, jsonInJson, encodeURIComponent(secret.toWellFormed())];
  const base64 = packed.flatMap((text) => [0, 1, 2].map((shift) => base64Core(text, shift)));
  return [...new Set([...plain, ...base64])];
}

function base64Core(secret: string, shift: number): string {
  const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)]);
  const [first, last] = [Math.ceil((shift * 8) / 6), Math.floor((bytes.byteLength * 8) / 6)];
  return bytes.toString('base64').slice(first, last);
}

/** Read from its end. */
export function reversed(text: string): string {
  return Array.from(text).toReversed().join('');
}
