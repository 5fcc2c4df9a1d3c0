import { expect, test } from 'vitest';
import { findLeaks } from './find-leaks.ts';

const SECRETS = [
  '17 "Original" Lane / Ümlaut & Söns',
  'c/o <Original> Household',
  'Original Works \\ Sons',
  'example/secret+key/of/forty/characters00',
];
const json = (text: string) => JSON.stringify({ text });
const base64 = (text: string) => Buffer.from(text).toString('base64');
const markup = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('/', '&#x2F;');

test.each<[string, (secret: string) => string]>([
  ['as it is', (secret) => secret],
  ['in a URL', encodeURIComponent],
  ['in JSON', json],
  ['in JSON in JSON', (secret) => json(json(secret))],
  ['in JSON in ASCII', (secret) => json(secret).replaceAll('Ü', String.raw`\u00dc`)],
  ['in markup', markup],
  ['in JSON in markup', (secret) => markup(json(secret))],
  ['in base64', base64],
  ['in base64, shifted by one', (secret) => base64(`a${secret}`)],
  ['in base64, shifted by two', (secret) => base64(`ab${secret}`)],
  ['in JSON in base64', (secret) => base64(json(secret))],
  ['in base64 in a URL', (secret) => encodeURIComponent(base64(json(secret)))],
  ['in base64 for URLs', (secret) => Buffer.from(`>>>${secret}`).toString('base64url')],
])('a secret is found %s', (_, hide) => {
  const found = SECRETS.map((secret) => findLeaks([`before ${hide(secret)} after`], SECRETS));
  expect(found).toEqual(SECRETS.map((secret) => [secret]));
});

test('what is not there is not found', () => {
  expect(findLeaks(['17 Other Lane', base64('nothing of the kind')], SECRETS)).toEqual([]);
});
