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

/** A code unit that is left out. */
export const LEFT_OUT = 0;
const UNKNOWN = 0xffff;
/**
 * What does not change a value where it is put between or before its characters: white space, invisible characters,
 * the backslashes of escapes, and the marks that stand for a space or part numbers.
 */
const SEPARATORS = /[\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\\+-]/u;

const table = new Uint16Array(0x1_0000).fill(UNKNOWN);

/** A UTF-16 code unit without its case, and without the difference of base64 and base64url; {@link LEFT_OUT}: none. */
export function foldUnit(unit: number): number {
  const known = table[unit] as number;
  return known === UNKNOWN ? learned(unit) : known;
}

function learned(unit: number): number {
  const character = String.fromCharCode(unit);
  const lower = character.toLowerCase();
  const folded = SEPARATORS.test(character)
    ? LEFT_OUT
    : character === '_'
      ? '/'.charCodeAt(0)
      : lower.length === 1
        ? lower.charCodeAt(0)
        : unit;
  table[unit] = folded === UNKNOWN ? unit - 1 : folded;
  return table[unit];
}

/** A whole text, folded. */
export function fold(text: string): string {
  const units: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const unit = foldUnit(text.charCodeAt(at));
    if (unit !== LEFT_OUT) units.push(unit);
  }
  return units.map((unit) => String.fromCharCode(unit)).join('');
}
