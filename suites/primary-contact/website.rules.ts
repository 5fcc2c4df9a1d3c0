import { type Rule, rule } from '../../harness/rule.ts';
import { guide } from '../../harness/source.ts';
import { primaries } from '../steps/contact-values.ts';
import { PRIMARY_OPERATIONS, putAndRead } from '../steps/contacts.ts';

const urls = rule({
  id: 'primary-contact/website-schemes',
  level: 'must',
  since: '0.1.0',
  statement: 'Web addresses with http and with https are accepted, with whatever else an address may have.',
  source: guide('ContactInformation › WebsiteUrl'),
  operations: PRIMARY_OPERATIONS,
  async check(context) {
    const { values } = context.target;
    const addresses = values === 'any' ? [...PLAIN_URLS, ...OTHER_URLS] : PLAIN_URLS;
    const variants = addresses.map((label) => ({ label, arbitrary: primaries(context) }));
    await context.forEach(variants, async (contact, WebsiteUrl) => {
      await putAndRead(context.caller, { ContactInformation: { ...contact, WebsiteUrl } });
    });
  },
});

const PLAIN_URLS = ['http://www.example.com/', 'https://www.example.com/', 'https://example.com'];

/** Each with something that a pattern for web addresses may have forgotten, and that web sites of companies have. */
const OTHER_URLS = [
  'http://example.com',
  'https://example.com:8443/a',
  'https://192.0.2.1/',
  'https://xn--bcher-kva.example/',
  'https://a-b.example.photography/',
  'https://example.com/a_b-c~d/e.html',
  'https://example.com/?a=1&b=%20x#top',
  'https://example.com/(a);b,c!d',
  'https://example.com/%E6%9D%B1',
  'https://example.com//a/',
];

export const websiteRules: readonly Rule[] = [urls];
