/**
 * The texts as which a secret may stand somewhere: plain, percent-encoded, JSON-escaped, and inside base64 text at
 * each of its three alignments, without the outer digits that the neighbouring bytes decide as well.
 */
export function secretForms(secret: string): string[] {
  const percent = encodeURIComponent(secret);
  const plain = [secret, percent, encodeURIComponent(percent), lowerHex(percent), fullPercent(secret)];
  const json = JSON.stringify(secret).slice(1, -1);
  const escaped = [json, json.replaceAll('/', String.raw`\/`)];
  const base64 = [0, 1, 2].map((shift) => base64Core(secret, shift));
  const url = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  const encoded = base64.flatMap((text) => [encodeURIComponent(text)]);
  const all = new Set([...plain, ...escaped, ...base64, ...url, ...encoded]);
  // The longest first, so that no form is cut by one that it contains.
  return [...all].toSorted((a, b) => b.length - a.length);
}

function lowerHex(percent: string): string {
  return percent.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
}

function fullPercent(secret: string): string {
  return encodeURIComponent(secret).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function base64Core(secret: string, shift: number): string {
  const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)]);
  const [first, last] = [Math.ceil((shift * 8) / 6), Math.floor((bytes.byteLength * 8) / 6)];
  return bytes.toString('base64').slice(first, last);
}
