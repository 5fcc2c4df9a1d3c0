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
