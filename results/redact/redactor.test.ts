import { describe, expect, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import { ownWords } from './own-words.ts';
import { Redactor } from './redactor.ts';

const SECRET = 'k9/Zq+wYx7&u"Lm2\'Rt<4vB8nC1=dF6gH0jK';
const ORIGINAL = 'Olga "Ümlaut" & Söns / Original';

const shift = (text: string, by: number) => Buffer.from(`${'x'.repeat(by)}${text}yz`).toString('base64');
const html = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
const FORMS: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  percent: encodeURIComponent,
  'percent, twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  'percent, every byte': (text) => Buffer.from(text).toString('hex').replaceAll(/../g, '%$&'),
  form: (text) => new URLSearchParams({ a: text }).toString().slice(2),
  json: (text) => JSON.stringify(text).slice(1, -1),
  'json in json': (text) => JSON.stringify(JSON.stringify(text)),
  'json, escaped': (text) =>
    Array.from(text, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  html,
  'html, by number': (text) => Array.from(text, (one) => `&#${one.charCodeAt(0)};`).join(''),
  base64: (text) => shift(text, 0),
  'base64, by one': (text) => shift(text, 1),
  'base64, by two': (text) => shift(text, 2),
  'base64 in lines': (text) => shift(text, 1).replaceAll(/.{10}/g, '$&\r\n'),
  base64url: (text) => Buffer.from(`?${text}`).toString('base64url'),
  'base64 of json': (text) => Buffer.from(JSON.stringify({ a: text })).toString('base64'),
  hex: (text) => Buffer.from(text).toString('hex'),
  'upper hex': (text) => Buffer.from(text).toString('hex').toUpperCase(),
  'upper case': (text) => text.toUpperCase(),
  'lower case': (text) => text.toLowerCase(),
  reversed: (text) => Array.from(text).toReversed().join(''),
  'split by white space': (text) => text.replaceAll(/.{4}/g, '$& \n'),
  'split by what is not seen': (text) => text.replaceAll(/.{3}/g, '$&\u200B'),
};
const WORDS = ownWords(loadContract());

function redactor(): Redactor {
  const made = new Redactor(WORDS);
  made.learnSecret(SECRET);
  made.learnOriginal(ORIGINAL);
  return made;
}

describe.each(Object.entries(FORMS))('%s', (_name, form) => {
  test('a secret in it is taken out of everything', () => {
    const text = `before ${form(SECRET)} after`;
    for (const shown of [redactor().ours(text), redactor().said(text), redactor().body(text)]) {
      expect(shown).toMatch(/^before [^]{0,12}\[redacted\][^]{0,8} after$/);
    }
  });

  test('an original in it is taken out of what a service said, and of nothing else', () => {
    const text = `before ${form(ORIGINAL)} after`;
    expect(redactor().ours(text)).toBe(text);
    for (const shown of [redactor().said(text), redactor().body(text)]) {
      expect(shown).toMatch(/^before [^]{0,12}\[original\][^]{0,8} after$/);
    }
  });
});

test('a part of a secret is taken out, and its beginning where a text was cut', () => {
  const made = redactor();
  expect(made.ours(`x ${SECRET.slice(4, 28)} y`)).toBe('x [redacted] y');
  expect(made.said(`x ${SECRET.slice(0, 9)}… (12 more)`)).toBe('x [redacted]… (12 more)');
  expect(made.said(`x ${ORIGINAL.slice(0, 9)}`)).toBe('x [original]');
  expect(made.said(`x ${SECRET.slice(0, 9)} y`)).toBe(`x ${SECRET.slice(0, 9)} y`);
});

test('one character over and over is no part of a secret', () => {
  const redacting = redactor();
  // As hex digits it is a run of threes.
  redacting.learnCredentials({ accessKeyId: `AKIDTEST${'3'.repeat(12)}`, secretAccessKey: SECRET });
  const ours = `{"Name":"x${'3'.repeat(63)}"}`;
  expect(redacting.sent(ours)).toBe(ours);
  expect(redacting.sent(`x${'3'.repeat(8)}AKIDTEST${'3'.repeat(12)}`)).toMatch(/^x3{8}AKID\[redacted\]$/);
});

test('every signature is known for a while, forwards and backwards', () => {
  const made = redactor();
  const signature = (number: number) => number.toString(16).padStart(64, 'abcdef0123456789');
  for (let number = 0; number < 1_000; number += 1)
    made.learnSignatures('', [['authorization', `Signature=${signature(number)}`]]);
  const backwards = Array.from(signature(7)).toReversed().join('');
  expect(made.said(`a ${signature(3).toUpperCase()} ${backwards}.`)).toBe('a [redacted] [redacted].');
  const packed = Buffer.from(signature(999)).toString('base64');
  expect(made.said(`a ${packed}`)).toMatch(/^a \[redacted\].{0,4}$/);
  expect(made.said(`a ${'0'.repeat(64)}`)).toBe(`a ${'0'.repeat(64)}`);
});

test('ids of ours and words of the contract are nobody’s data', () => {
  const made = redactor();
  made.keep(['contacts/delete-twice']);
  for (const original of ['contacts', 'Title', 'PutAlternateContact', 'SECURITY'])
    made.learnOriginal(original);
  expect(made.said('contacts/delete-twice: Title of SECURITY, PutAlternateContact.')).toBe(
    'contacts/delete-twice: Title of SECURITY, PutAlternateContact.',
  );
  expect(made.said('all contacts/made-up of contacts')).toBe('all [original]/made-up of [original]');
  expect(made.body('{"Title":"Title","AlternateContactType":"SECURITY","Name":"SECURITY"}')).toBe(
    '{"Title":"[original]","AlternateContactType":"SECURITY","Name":"[original]"}',
  );
});

test('a short value is taken out where it is a whole scalar of JSON', () => {
  const made = redactor();
  for (const short of ['NO', '0150', '17']) made.learnOriginal(short);
  expect(made.body('{"Country":"NO","a":["NO",17,{"b":17}],"c":"NOT","NO":1,"d":170}')).toBe(
    '{"Country":"[original]","a":["[original]","[original]",{"b":"[original]"}],"c":"NOT","NO":1,"d":170}',
  );
  expect(made.said('200 {"PostalCode":"0150"} is NO 17, "NO" it is')).toBe(
    '200 {"PostalCode":"[original]"} is NO 17, "NO" it is',
  );
  expect(made.said(String.raw`{"message":"{\"Country\":\"NO\"}"}`)).toBe(
    String.raw`{"message":"{\"Country\":\"[original]\"}"}`,
  );
  expect(made.said('CountryCode is "NO", expected "SE"')).toBe('CountryCode is "[original]", expected "SE"');
});

test('no pattern is built from what a service says, and no depth is too deep', () => {
  const made = redactor();
  made.learnOriginal('a(b');
  made.learnOriginal('[unclosed (group');
  expect(made.body('{"a(b":"[unclosed (group"}')).toBe('{"a(b":"[original]"}');
  const depth = 20_000;
  const deep = `${'{"a(b":['.repeat(depth)}"${ORIGINAL.replaceAll('"', '')}"${']}'.repeat(depth)}`;
  expect(made.body(deep)).toBe(deep);
});

test('what is taken out leaves JSON that can be read', () => {
  const made = redactor();
  for (const text of [`\\${SECRET}`, `"${SECRET}"`, `${SECRET}\\`, `\n${SECRET}\n`]) {
    const shown = made.ours(JSON.stringify({ text, more: [text] }));
    expect(JSON.stringify(JSON.parse(shown))).toContain('[redacted]');
  }
});

test('what was redacted stays as it is', () => {
  const made = redactor();
  made.learnCredentials({ accessKeyId: 'AKIAEXAMPLE00000TEST', secretAccessKey: 'short' });
  const text = `Credential=AKIAEXAMPLE00000TEST/20260101, Signature=${'a'.repeat(64)} AKIAEXAMPLE00000TEST`;
  const once = made.said(text);
  expect(once).toBe('Credential=AKIA[redacted]/20260101, Signature=[redacted] AKIA[redacted]');
  expect(made.said(once)).toBe(once);
});
