import fc from 'fast-check';
import type { Contract } from '../../spec/contract.ts';
import { loadRegions } from '../../spec/load-regions.ts';
import { loadSigning } from '../../spec/load-signing.ts';
import { TOKEN_EDITS } from '../../targets/signing/edit-token.ts';
import type { Target } from '../../targets/target.ts';
import type { RuleContext } from '../../harness/context.ts';
import type { Variant } from '../../generators/values/variant.ts';
import type { AuthorizationEdit, SigningFault } from './fault.ts';

/** What the drawn values depend on. */
interface CaseWorld {
  readonly contract: Contract;
  readonly target: Target;
}

type Cases = (world: CaseWorld) => readonly Variant<SigningFault>[];

const SECONDS_PER_WEEK = 604_800;
export const SECONDS_PER_HOUR = 3600;

/** Seconds between a bound and what is sent, for clocks that are not quite equal and the way there. */
const CLOCK_MARGIN = 60;

/** From here on a date is surely off, also where clocks differ a little; in seconds. */
export function leastSkew(): number {
  return loadSigning().skewSeconds.must + CLOCK_MARGIN;
}

const secret = fc.stringMatching(/^[A-Za-z0-9+/]{40}$/);

const token = fc.stringMatching(/^[A-Za-z0-9+/]{200,400}$/);

const keyId = fc.stringMatching(/^AKIA[A-Z2-7]{16}$/);

const note = fc.stringMatching(/^[a-z0-9-]{4,30}$/);

/** The case of a token that is nobody's. */
export const MADE_UP_TOKEN = 'made-up token';

/** Every way in which a request can deserve a cause of spec/signing.yaml, by cause. */
export const SIGNING_CASES: Readonly<Record<string, Cases>> = {
  unsigned: () => [
    fault('no Authorization header', { signing: { afterSigning: { authorization: null } } }),
    fault('neither Authorization nor date', {
      signing: { afterSigning: { authorization: null, 'x-amz-date': null, 'x-amz-security-token': null } },
    }),
  ],
  'malformed-header': () => malformed(),
  'wrong-signature': () => [
    { label: 'signed with another secret', arbitrary: secret.map(asSecret) },
    {
      label: 'one digit of the signature changed',
      arbitrary: fc
        .record({ at: fc.nat(63), by: fc.integer({ min: 1, max: 15 }) })
        .map((digit) => ({ authorization: { kind: 'digit' as const, ...digit } })),
    },
    edited('last digit of the signature changed', { kind: 'digit', at: 63, by: 1 }),
    edited('first digit of the signature changed', { kind: 'digit', at: 0, by: 1 }),
    ...Object.entries({
      zeros: '0'.repeat(64),
      'other letters': 'z'.repeat(64),
      'base64 characters': `${'Ab+/'.repeat(10)}Abc=`,
      'more digits': '$&00',
    }).map(([what, replacement]) =>
      edited(`signature of ${what}`, { kind: 'replace', pattern: '[0-9a-f]{64}$', replacement }),
    ),
    edited('credential of another day', {
      kind: 'replace',
      pattern: String.raw`/\d{8}/`,
      replacement: '/20150830/',
    }),
  ],
  'body-changed': () => [
    fault('white space added', { body: { kind: 'blank', text: ' ' } }),
    fault('line break added', { body: { kind: 'blank', text: '\n' } }),
    fault('white space added, the hash of the signed body stated', {
      body: { kind: 'blank', text: ' ' },
      statesHash: true,
    }),
    fault('white space added, a header that says the body is not signed', {
      body: { kind: 'blank', text: ' ' },
      signing: { afterSigning: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } },
    }),
    {
      label: 'one letter changed',
      arbitrary: fc
        .record({ member: fc.constantFrom('Name', 'Title'), at: fc.nat(63) })
        .map((letter) => ({ body: { kind: 'letter' as const, ...letter } })),
    },
    fault('other values', { body: { kind: 'other' } }),
  ],
  'header-changed': ({ contract, target }) => [
    {
      label: 'a header of one’s own changed',
      arbitrary: fc.tuple(note, note).map(([signed, sent]) => ({
        headers: [['x-conformance-note', signed]],
        signing: { afterSigning: { 'x-conformance-note': `${sent}.` } },
      })),
    },
    {
      label: 'a header of one’s own removed',
      arbitrary: note.map((signed) => ({
        headers: [['x-conformance-note', signed]],
        signing: { afterSigning: { 'x-conformance-note': null } },
      })),
    },
    fault('parameter added to the content type', {
      signing: { afterSigning: { 'content-type': `${contract.wire.contentType}; charset=utf-8` } },
    }),
    {
      label: 'date moved by seconds',
      arbitrary: fc
        .integer({ min: 1, max: CLOCK_MARGIN })
        .map((seconds) => ({ dateMovedBy: seconds * 1000 })),
    },
    fault('date removed', { signing: { afterSigning: { 'x-amz-date': null } } }),
    ...(target.loopback
      ? [fault('host changed', { signing: { afterSigning: { host: 'localhost:1' } } })]
      : []),
  ],
  'path-changed': ({ contract }) => [
    {
      label: 'signed for another operation',
      arbitrary: fc
        .constantFrom(...Object.keys(contract.operations).filter((name) => !SENT.includes(name)))
        .map((signedPathOf) => ({ signedPathOf })),
    },
    fault('signed for the root', { signing: { signedTarget: '/' } }),
  ],
  'date-past': () => [
    skewed('minutes to a week old', -SECONDS_PER_WEEK, -leastSkew()),
    skewed('years old', -500 * SECONDS_PER_WEEK, -60 * SECONDS_PER_WEEK),
    ...besideDateOfNow('old', -SECONDS_PER_WEEK, -leastSkew()),
  ],
  'date-future': () => [
    skewed('minutes to a week ahead', leastSkew(), SECONDS_PER_WEEK),
    skewed('years ahead', 60 * SECONDS_PER_WEEK, 500 * SECONDS_PER_WEEK),
    ...besideDateOfNow('ahead', leastSkew(), SECONDS_PER_WEEK),
  ],
  'unknown-key': () => [
    { label: 'made-up key id, own secret', arbitrary: keyId.map((accessKeyId) => signing({ accessKeyId })) },
    {
      label: 'made-up key id and secret',
      arbitrary: fc
        .tuple(keyId, secret)
        .map(([accessKeyId, secretAccessKey]) => signing({ accessKeyId, secretAccessKey })),
    },
    edited('own key id in small letters', { kind: 'lower', pattern: '(?<=Credential=)[^/]+' }),
    edited('own key id, a character cut', {
      kind: 'replace',
      pattern: '(?<=Credential=[^/]+)[^/](?=/)',
      replacement: '',
    }),
  ],
  'wrong-token': () => [
    { label: MADE_UP_TOKEN, arbitrary: token.map((sessionToken) => signing({ sessionToken })) },
    fault('short token', signing({ sessionToken: 'token' })),
    ...TOKEN_EDITS.map((tokenEdit) => fault(`own token, ${tokenEdit}`, signing({ tokenEdit }))),
    {
      label: 'token changed after signing',
      arbitrary: token.map((other) => signing({ afterSigning: { 'x-amz-security-token': other } })),
    },
  ],
  'missing-token': () => [
    fault('signed without the token', signing({ sessionToken: null })),
    fault('token removed after signing', signing({ afterSigning: { 'x-amz-security-token': null } })),
  ],
  'other-service': () => [
    {
      label: 'another service',
      arbitrary: fc.constantFrom('sts', 'ec2', 'organizations').map((service) => signing({ service })),
    },
    {
      label: 'nearly its name',
      arbitrary: fc.constantFrom('accounts', 'accoun', 'aws-account').map((service) => signing({ service })),
    },
    fault('its name in capitals', signing({ service: loadSigning().service.toUpperCase() })),
  ],
  'other-region': ({ target }) => [
    {
      label: 'another region',
      arbitrary: fc
        .constantFrom(...loadRegions().defaults.filter((region) => region !== target.region))
        .map((region) => signing({ region })),
    },
    fault('no region that exists', signing({ region: 'zz-nowhere-9' })),
    fault('its name in capitals', signing({ region: target.region.toUpperCase() })),
  ],
};

/** Off by up to an hour. */
export const MINUTES_OFF: Readonly<Record<string, Cases>> = {
  'date-past': () => [skewed('up to an hour old', -SECONDS_PER_HOUR, -leastSkew())],
  'date-future': () => [skewed('up to an hour ahead', leastSkew(), SECONDS_PER_HOUR)],
};

/** Off by little. */
export function smallSkews(): readonly Variant<SigningFault>[] {
  const { accepted } = loadSigning().skewSeconds;
  const most = accepted - CLOCK_MARGIN;
  return [
    skewed('a little old', -most, -1),
    skewed('a little ahead', 1, most),
    skewed('as old as is surely accepted', -most, -most),
    skewed('as far ahead as is surely accepted', most, most),
  ];
}

/** The operations to which faulty requests are sent. */
const SENT = ['PutAlternateContact', 'GetAlternateContact'];

function malformed(): readonly Variant<SigningFault>[] {
  const { algorithm, terminator } = loadSigning();
  const without = (field: string) =>
    edited(`no ${field}`, { kind: 'replace', pattern: `${field}=[^,]*(, )?`, replacement: '' });
  return [
    edited('an empty header', { kind: 'whole', value: '' }),
    edited('nothing but the algorithm', { kind: 'whole', value: algorithm }),
    edited('another scheme', { kind: 'whole', value: 'Bearer bm8gdG9rZW4gYXQgYWxs' }),
    edited('basic authentication', { kind: 'whole', value: 'Basic YWxhZGRpbjpvcGVuc2VzYW1l' }),
    edited('no algorithm', { kind: 'replace', pattern: `^${algorithm} `, replacement: '' }),
    edited('another algorithm', { kind: 'replace', pattern: algorithm, replacement: 'AWS4-HMAC-SHA1' }),
    without('Credential'),
    without('SignedHeaders'),
    without('Signature'),
    edited('empty signature', { kind: 'replace', pattern: '[0-9a-f]{64}$', replacement: '' }),
    {
      label: 'shortened signature',
      arbitrary: fc.integer({ min: 1, max: 63 }).map((length) => ({
        authorization: {
          kind: 'replace' as const,
          pattern: `[0-9a-f]{${length}}$`,
          replacement: '',
        },
      })),
    },
    edited('credential without scope', {
      kind: 'replace',
      pattern: '(Credential=[^/]+)[^,]*',
      replacement: '$1',
    }),
    edited('no access key id', { kind: 'replace', pattern: 'Credential=[^/]+', replacement: 'Credential=' }),
    edited('other end of the scope', {
      kind: 'replace',
      pattern: terminator,
      replacement: terminator.replace('4', '5'),
    }),
    fault('one part too many in the scope', signing({ service: `${loadSigning().service}/more` })),
  ];
}

function fault(label: string, value: SigningFault): Variant<SigningFault> {
  return { label, arbitrary: fc.constant(value) };
}

function edited(label: string, authorization: AuthorizationEdit): Variant<SigningFault> {
  return fault(label, { authorization });
}

function skewed(label: string, min: number, max: number): Variant<SigningFault> {
  return { label, arbitrary: fc.integer({ min, max }).map((clockSkew) => signing({ clockSkew })) };
}

/** The date that is signed is the one that counts, also where another header has a better one. */
function besideDateOfNow(what: string, min: number, max: number): Variant<SigningFault>[] {
  return (['http', 'basic'] as const).map((dateOfNow) => ({
    label: `${what}, with a Date header of now (${dateOfNow})`,
    arbitrary: fc.integer({ min, max }).map((clockSkew) => ({ ...signing({ clockSkew }), dateOfNow })),
  }));
}

function signing(given: NonNullable<SigningFault['signing']>): SigningFault {
  return { signing: given };
}

function asSecret(secretAccessKey: string): SigningFault {
  return signing({ secretAccessKey });
}

export function casesOf(context: RuleContext, cause: string): readonly Variant<SigningFault>[] {
  const cases = SIGNING_CASES[cause];
  if (!cases)
    throw new RangeError(`no request is known that deserves the cause ${cause} of spec/signing.yaml`);
  return cases(context);
}
