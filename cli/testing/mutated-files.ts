import { gzipSync } from 'node:zlib';
import type * as fc from 'fast-check';
import { chance, pick } from '../../fuzz/draw/choose.ts';

/** Of nobody that the target knows. */
export const OTHER_ACCOUNT = '987654321098';

/** A request as it stands in a file; its body is text, one character a byte. */
interface Form {
  operation: string;
  method: string;
  target: string;
  headers: [string, string][];
  body: string;
  transport: 'pooled' | 'raw';
  signing: Record<string, unknown> | null;
}

type Change = (form: Form, random: fc.Random) => void;

const READS = ['ListRegions', 'GetContactInformation', 'GetAlternateContact', 'GetRegionOptStatus'];
const WRITES = [
  ['EnableRegion', '{"RegionName":"af-south-1"}'],
  ['DisableRegion', '{"RegionName":"af-south-1"}'],
  ['DeleteAlternateContact', '{"AlternateContactType":"SECURITY"}'],
  ['StartPrimaryEmailUpdate', '{"AccountId":"444444444444","PrimaryEmail":"a@example.com"}'],
] as const;
const LINE_ENDS = ['\r\n', '\n', '\r', '\u010d\u010a', '\u0a0a', '\v', '\x85', '\x1e'];
const ROUTES = [
  'x-amz-target',
  'X-Original-URL',
  'x-rewrite-url',
  'x_amz_target',
  'x-action',
  'x-forwarded-uri',
];
const SERVICES = ['organizations', 'iam', 's3', 'sts'];

const pathOf = (operation: string) => `/${operation.charAt(0).toLowerCase()}${operation.slice(1)}`;

/** A path in one of the spellings that some server takes for it. */
function disguised(path: string, random: fc.Random): string {
  const at = random.nextInt(1, path.length - 1);
  const escape = `%${path.charCodeAt(at).toString(16)}`;
  return pick(random, [
    path,
    path.slice(0, at) + escape + path.slice(at + 1),
    path.slice(0, at) + escape.replace('%', '%25') + path.slice(at + 1),
    path.toUpperCase(),
    `/listRegions/..${path}`,
    `/.${path}/`,
    `//${path}`,
    `${path};a=b`,
    `\\${path.slice(1)}`,
    `/listRegions%2f..%2f${path.slice(1)}`,
    `${path}%`,
    `${path}%00`,
    `http://account.example.test${path}`,
  ]);
}

function secondRequest(random: fc.Random): string {
  const [operation, body] = pick(random, WRITES);
  const end = pick(random, LINE_ENDS);
  const version = pick(random, [' HTTP/1.1', ' HTTP/1.0', '']);
  const lines = [
    `POST ${disguised(pathOf(operation), random)}${version}`,
    'host: account.example.test',
    `content-length: ${body.length}`,
  ];
  return `${lines.join(end)}${end}${end}${body}`;
}

function inChunks(text: string, random: fc.Random): string {
  const parts: string[] = [];
  for (let at = 0; at < text.length;) {
    const size = random.nextInt(1, 7);
    const part = text.slice(at, at + size);
    parts.push(`${part.length.toString(16)}${pick(random, ['', ';x=y', ' '])}\r\n${part}\r\n`);
    at += size;
  }
  return `${parts.join('')}0\r\n\r\n`;
}

function escaped(text: string, random: fc.Random): string {
  return Array.from(text, (character) =>
    chance(random, 0.3) ? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}` : character,
  ).join('');
}

/** A body that names an account which nobody allowed. */
function foreignBody(random: fc.Random): string {
  return pick(random, [
    () => `{"AccountId":"${escaped(OTHER_ACCOUNT, random)}"}`,
    () => `{"${escaped('AccountId', random)}":"${OTHER_ACCOUNT}"}`,
    () => `{"AccountId":"111111111111","AccountId":"${OTHER_ACCOUNT}"}`,
    () => `{"AccountId":"${OTHER_ACCOUNT}","AccountId":"111111111111"}`,
    () => `{"accountid":["${OTHER_ACCOUNT}"]}`,
    () => `{"AccountId":${OTHER_ACCOUNT}}`,
    () => `{"AccountId":9.87654321098e11}`,
    () => `{"AccountId":{"x":"\\u0022]","y":"${OTHER_ACCOUNT}"}}`,
    () => `AccountId=${OTHER_ACCOUNT}&x=%`,
    () => `Account%49d=${OTHER_ACCOUNT}`,
    () => Buffer.from(`{"AccountId":"${OTHER_ACCOUNT}"}`, 'utf16le').toString('latin1'),
    () => `{"AccountId":"９８７６５４３２１０９８"}`,
    () => `{"AccountId":"${OTHER_ACCOUNT}`,
  ])();
}

const signed = (form: Form): Record<string, unknown> => (form.signing ??= {});
const afterSigning = (form: Form, name: string, value: string | null) => {
  signed(form)['afterSigning'] = { ...(signed(form)['afterSigning'] as object), [name]: value };
};

const CHANGES: readonly Change[] = [
  (form, random) => {
    form.transport = 'raw';
    form.headers.push(['content-length', String(form.body.length)]);
    form.body += pick(random, ['', '\r\n', '\n\n']) + secondRequest(random);
  },
  (form, random) => {
    const end = pick(random, LINE_ENDS);
    form.headers.push(['x-note', `a${end}${end}${secondRequest(random)}`]);
  },
  (form, random) => void form.headers.push([`x${pick(random, LINE_ENDS)}x-amz-target`, 'x.EnableRegion']),
  (form, random) => {
    form.method = `GET /listRegions HTTP/1.1${pick(random, ['\r\n\r\n', '\n\n'])}POST`;
    form.target = pathOf('EnableRegion');
  },
  (form, random) => {
    form.target += ` HTTP/1.1${pick(random, LINE_ENDS)}x: y\r\n\r\n${secondRequest(random)}`;
  },
  (form, random) => {
    const [operation] = pick(random, WRITES);
    const name = pick(random, ROUTES);
    const value = pick(random, [
      `AWSAccountV20210201.${operation}`,
      operation,
      disguised(pathOf(operation), random),
    ]);
    if (chance(random, 0.5)) form.headers.push([name, value]);
    else afterSigning(form, name, value);
  },
  (form, random) => {
    afterSigning(
      form,
      'transfer-encoding',
      pick(random, ['chunked', 'Chunked', 'xchunked', 'identity, chunked']),
    );
    if (chance(random, 0.5)) afterSigning(form, 'content-length', null);
    form.body = inChunks(
      chance(random, 0.5) ? foreignBody(random) : `Action=${pick(random, WRITES)[0]}`,
      random,
    );
  },
  (form, random) => void (form.target = disguised(pathOf(pick(random, WRITES)[0]), random)),
  (form, random) => void (form.body = foreignBody(random)),
  (form, random) => void (form.target += `?${pick(random, ['AccountId', 'account%49d'])}=${OTHER_ACCOUNT}&%`),
  (form, random) => void (form.target += `?Action=${pick(random, WRITES)[0]}`),
  (form, random) => {
    form.headers.push(['content-encoding', 'gzip']);
    form.body = gzipSync(foreignBody(random)).toString('latin1');
  },
  (form, random) => {
    const body = `{"AccountId":"${OTHER_ACCOUNT}`;
    form.transport = 'raw';
    form.headers.push(['content-length', String(body.length)]);
    form.body = `${body}111111111111"}${pick(random, ['', ' ', '\n'])}`;
  },
  (form, random) => void (signed(form)['service'] = pick(random, SERVICES)),
  (form, random) => {
    const [operation, body] = pick(random, WRITES);
    Object.assign(signed(form), {
      signedTarget: pathOf(operation),
      signedBody: { type: 'Buffer', data: [...Buffer.from(body)] },
    });
  },
  (form, random) => void (form.operation = pick(random, WRITES)[0]),
  (form, random) => void form.headers.push(['host', pick(random, ['iam.amazonaws.com', 'localhost'])]),
  (form, random) => {
    const at = random.nextInt(0, form.body.length);
    form.body = form.body.slice(0, at) + pick(random, [...LINE_ENDS, '\0', '%', '\\']) + form.body.slice(at);
  },
  (form) => void (form.transport = 'raw'),
];

function drawn(random: fc.Random): Form {
  const operation = pick(random, READS);
  const form: Form = {
    operation,
    method: 'POST',
    target: pathOf(operation),
    headers: [['content-type', 'application/json']],
    body: '{"MaxResults":1}',
    transport: pick(random, ['pooled', 'raw']),
    signing: {},
  };
  const times = random.nextInt(0, 3);
  for (let time = 0; time < times; time += 1) pick(random, CHANGES)(form, random);
  return form;
}

const bytesOf = (body: string) =>
  Buffer.from(body, /[^\0-\u00ff]/.test(body) ? 'utf8' : 'latin1').toString('base64');

/** Now and then a character of the file is another, or is missing. */
function garbled(text: string, random: fc.Random): string {
  if (chance(random, 0.9)) return text;
  const at = random.nextInt(0, text.length - 1);
  return text.slice(0, at) + pick(random, ['', '\\', '"', '0', '{', '\u0000']) + text.slice(at + 1);
}

/** A finding whose only call is this one, whatever it is answered. */
export function findingOf(request: unknown, rule = 'listing/one-page'): object {
  return {
    rule,
    level: 'must',
    statement: 'A statement.',
    source: 'A source.',
    operation: 'ListRegions',
    id: `${rule} 200 JSON object`,
    answer: '200 JSON object',
    message: 'expected',
    expected: 'expected',
    actual: 'actual',
    counterexample: null,
    variant: null,
    calls: [{ identity: 'standalone', request, expected: { kind: 'anything' }, actual: 'actual' }],
    exchanges: [],
    count: 1,
    seed: 1,
    path: null,
    shrinks: 0,
    shrinkNote: null,
    reproduce: { command: 'account-conformance', curl: null },
  };
}

/** A finding file as somebody might be sent one: of a read, changed until it may be more. */
export function mutatedFinding(random: fc.Random): string {
  const { signing, body, ...form } = drawn(random);
  const [written, input] = pick(random, WRITES);
  const request = chance(random, 0.05)
    ? { kind: 'operation', operation: written, input: JSON.parse(input) as unknown }
    : { kind: 'wire', ...form, body: bytesOf(body), signing };
  const rule = pick(random, ['listing/one-page', 'signing/other-service']);
  return garbled(JSON.stringify(findingOf(request, rule)), random);
}

/** The same as a file of the fuzzer's corpus. */
export function mutatedEntry(random: fc.Random): string {
  const { signing: _, operation, body, ...form } = drawn(random);
  const wire = { ...form, body: bytesOf(body), provokes: [], expects: 'open' };
  const call = { id: 0, identity: 'standalone', operation, kind: 'http', label: '', input: {}, wire };
  return garbled(`${JSON.stringify({ version: 1, calls: [call] })}\n`, random);
}
