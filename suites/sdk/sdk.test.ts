import { expect, test } from 'vitest';
import { startEmbedded } from '../../proof/embedded.ts';
import { headerValues, type ServiceResponse } from '../../reference/core/request/http-message.ts';
import type { ServiceParts } from '../../reference/core/service-parts.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { loneTarget, runAgainst } from '../../harness/testing/run-against.ts';
import { loopbackServer } from '../../harness/testing/loopback-server.ts';

type Compose = (parts: ServiceParts) => ServiceParts;
const { wire } = loadContract();

async function outcomes(compose: Compose, rules: readonly string[], { regionDelayMs = 200 } = {}) {
  const embedded = await startEmbedded({ compose, regionDelayMs });
  try {
    const run = await runAgainst(embedded.target, { suites: ['sdk'], rules }, { runs: 2 });
    return run.rules;
  } finally {
    await embedded.close();
  }
}

/** Answers to the SDK are changed before they leave; all others stay sound, so that controls hold. */
function answering(change: (response: ServiceResponse) => ServiceResponse): Compose {
  return (parts) => {
    let toSdk = false;
    const changed = (response: ServiceResponse) => (toSdk ? change(response) : response);
    return {
      ...parts,
      authenticate: (request, all) => {
        toSdk = headerValues(request, 'amz-sdk-invocation-id').length > 0;
        return parts.authenticate(request, all);
      },
      writeSuccess: (operation, output, all) => changed(parts.writeSuccess(operation, output, all)),
      writeError: (refusal, all) => changed(parts.writeError(refusal, all)),
    };
  };
}

/** Errors of one name become others. */
function renaming(name: string, other: string, status: number): Compose {
  return answering((response) =>
    response.headers.some(([header, value]) => header === wire.errorHeader && value === name)
      ? {
          ...withoutHeader(response, wire.errorHeader),
          status,
          body: Buffer.from(JSON.stringify({ __type: other, message: 'no' })),
        }
      : response,
  );
}

function withoutHeader(response: ServiceResponse, name: string): ServiceResponse {
  return { ...response, headers: response.headers.filter(([given]) => given !== name) };
}

const asAscii = (text: string) => text.replaceAll(/[^\0-\x7f]/g, '?');

const FAULTS: Record<string, { readonly compose: Compose; readonly rules: readonly string[] }> = {
  'what is not found has another name': {
    compose: renaming('ResourceNotFoundException', 'NoSuchEntityException', 404),
    rules: ['sdk/error/ResourceNotFoundException'],
  },
  'invalid input has the common error’s name': {
    compose: renaming('ValidationException', 'ValidationError', 400),
    rules: ['sdk/error/ValidationException'],
  },
  'a denial has the guide’s shorthand': {
    compose: renaming('AccessDeniedException', 'AccessDenied', 403),
    rules: ['sdk/error/AccessDeniedException'],
  },
  'a conflict is called invalid': {
    compose: renaming('ConflictException', 'ValidationException', 400),
    rules: ['sdk/error/ConflictException'],
  },
  'an error has no name': {
    compose: answering((response) => ({
      ...withoutHeader(response, wire.errorHeader),
      body: response.status === 200 ? response.body : Buffer.from('{"message":"no"}'),
    })),
    rules: ['sdk/error/ResourceNotFoundException', 'sdk/error/ValidationException'],
  },
  'an error has no message': {
    compose: answering((response) =>
      response.status === 200 ? response : { ...response, body: Buffer.from('{}') },
    ),
    rules: ['sdk/error-metadata'],
  },
  'request ids are empty': {
    compose: (parts) => ({ ...parts, nextRequestId: () => '' }),
    rules: ['sdk/error-metadata'],
  },
  'a success is called created': {
    compose: answering((response) => (response.status === 200 ? { ...response, status: 201 } : response)),
    rules: ['sdk/operation/GetContactInformation'],
  },
  'members are spelled otherwise': {
    compose: answering((response) => ({
      ...response,
      body: Buffer.from(Buffer.from(response.body).toString().replaceAll('"RegionName"', '"regionName"')),
    })),
    rules: ['sdk/operation/GetRegionOptStatus'],
  },
  'other scripts are lost': {
    compose: (parts) => ({
      ...parts,
      normalizeAlternateContact: (contact) =>
        Object.fromEntries(
          Object.entries(parts.normalizeAlternateContact(contact)).map(([name, value]) => [
            name,
            typeof value === 'string' ? asAscii(value) : value,
          ]),
        ),
    }),
    rules: ['sdk/other-scripts'],
  },
  'a page begins with the last region of the one before': {
    compose: (parts) => ({
      ...parts,
      paginate: (names, after, size) => {
        const at = after === null ? -1 : names.indexOf(after);
        return parts.paginate(names, names[at - 1] ?? null, size);
      },
    }),
    rules: ['sdk/pages'],
  },
  'a write is forgotten': {
    compose: (parts) => ({ ...parts, handlers: { ...parts.handlers, PutContactInformation: () => null } }),
    rules: ['sdk/operation/PutContactInformation'],
  },
};

for (const [name, { compose, rules }] of Object.entries(FAULTS))
  test(`where ${name}, ${rules.join(', ')} say so`, async () => {
    const results = await outcomes(compose, rules);
    const levels = new Map(results.map(({ id, level }) => [id, level]));
    const expected = rules.map((id) => [id, levels.get(id) === 'must' ? 'fail' : 'warn']);
    const seen = results.map(({ id, outcome, reason }) => [id, reason ?? outcome]);
    expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(expected));
  });

test('a sound service passes, and its requests are counted', async () => {
  const results = await outcomes((parts) => parts, []);
  expect(results.map(({ id, outcome, reason }) => [id, reason ?? outcome])).toEqual(
    results.map(({ id }) => [id, 'pass']),
  );
  expect(results.length).toBeGreaterThan(14);
  for (const { id, requests } of results) expect([id, requests > 0]).toEqual([id, true]);
});

test('where region changes end at once there is no conflict to see, and the report says so', async () => {
  const [result] = await outcomes((parts) => parts, ['sdk/error/ConflictException'], { regionDelayMs: 0 });
  expect(result).toMatchObject({ outcome: 'skipped', reason: expect.stringContaining('end before') });
});

test('a finding holds the request of the SDK, to be signed anew', async () => {
  const { compose, rules } = FAULTS['what is not found has another name'] ?? {
    compose: (parts: ServiceParts) => parts,
    rules: [],
  };
  const [result] = await outcomes(compose, rules);
  const call = result?.findings?.[0]?.calls.at(-1);
  expect(call?.identity).toMatch(/^standalone/);
  expect(call?.expected).toMatchObject({
    kind: 'refused',
    answers: [{ error: 'ResourceNotFoundException', statuses: [404] }],
  });
  const headers = call?.request.kind === 'wire' ? call.request.headers.map(([name]) => name) : [];
  expect(headers).toContain('amz-sdk-invocation-id');
  expect(headers).not.toContain('authorization');
  expect(headers).not.toContain('x-amz-date');
});

test('a connection that is refused is not a finding', async () => {
  const server = await loopbackServer((_request, _body, response) => void response.end());
  await server.close();
  const run = await runAgainst(loneTarget(server.url), { suites: ['sdk'] }, { runs: 1 });
  expect(run.rules.map(({ outcome }) => outcome)).not.toContain('fail');
  expect(run.unreachable).not.toBeNull();
});
