import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { loadContract } from '../../spec/load-contract.ts';
import { embeddedTarget } from '../../targets/config/presets.ts';
import type { Target } from '../../targets/target.ts';
import type { Dialect } from '../../twin/dialects/axes.ts';
import { Callers } from '../../twin/callers.ts';
import { fractions } from '../../twin/dialects/dialects.ts';
import { readBody } from '../../twin/read-body.ts';
import { Refusal } from '../../twin/refusal.ts';
import { route } from '../../twin/route.ts';
import { Service } from '../../twin/service.ts';
import { writeRefusal, writeSuccess, writeXml } from '../../twin/write-answer.ts';

export interface Twin {
  readonly target: Target;
  close(): Promise<void>;
}

/** More than any operation can need. */
const HUGE = 256 * 1024;
/** How long reads may lag writes, as the target is configured; they lag by less. */
const WINDOW = 1000;
/** The longest delays of an answer, in milliseconds, and how often one is long. */
const LONG_DELAY = 150;
const SHORT_DELAY = 3;
const LONG_AT = 0.005;

/** A second implementation of the contract, which shares no thought with the first, on a free loopback port. */
export async function serveTwin(choices: Dialect, seed = 1): Promise<Twin> {
  const contract = loadContract('current');
  const random = fractions(seed);
  const { identities, world, oneTimePassword: password = '' } = embeddedTarget(new URL('http://127.0.0.1'));
  const callers = await Callers.of(identities, choices);
  const service = new Service(world, choices, { random, password });

  const server = createServer((request, response) => {
    // A client that goes away is its own business.
    answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const bytes = await collect(request, response, choices);
      const ms = delay();
      if (ms > 0) await wait(ms);
      const found = route(request, bytes.toString(), contract, choices);
      if (found.kind === 'query') return writeXml(response, found.action);
      const caller = callers.accountOf(request);
      checkHeaders(request, found.bodyless, choices);
      const body = found.bodyless ? {} : readBody(bytes, choices);
      writeSuccess(response, service.call(found.operation, caller, body), choices);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      writeRefusal(response, error, choices);
    }
  }

  function delay(): number {
    if (choices.delay === 'none') return 0;
    const long = choices.delay === 'some-long' && random() < LONG_AT;
    return random() * (long ? LONG_DELAY : SHORT_DELAY);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const target = embeddedTarget(new URL(`http://127.0.0.1:${port}`));
  return {
    target: {
      ...target,
      values: choices.valueChecks === 'plausible' ? 'plausible' : 'any',
      timing: { ...target.timing, consistencyWindow: choices.readLag === 'some' ? WINDOW : 0 },
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function collect(
  request: IncomingMessage,
  response: ServerResponse,
  { hugeBody }: Dialect,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  const tooLarge = () => new Refusal(413, 'RequestEntityTooLargeException', 'The body is too large.');
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > HUGE && hugeBody === 'refused-early') {
      response.setHeader('Connection', 'close');
      throw tooLarge();
    }
    chunks.push(chunk);
  }
  if (size > HUGE && hugeBody === 'refused') throw tooLarge();
  return Buffer.concat(chunks);
}

function checkHeaders({ headers }: IncomingMessage, bodyless: boolean, choices: Dialect): void {
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  const isJson = type.trim().toLowerCase() === 'application/json';
  if (!isJson && !bodyless && choices.wrongContentType !== 'ignored') {
    const status = Number(choices.wrongContentType);
    throw new Refusal(status, 'UnsupportedMediaTypeException', 'Send application/json.');
  }
  const accept = headers.accept ?? '*/*';
  if (choices.accept === '406' && !/\*\/\*|application\/(\*|json)/.test(accept))
    throw new Refusal(406, 'NotAcceptableException', 'Only JSON is served.');
}
