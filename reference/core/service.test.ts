import { describe, expect, test } from 'vitest';
import type { Contract, Operation, Shape, StringShape } from '../../spec/contract.ts';
import { loadContract } from '../../spec/load-contract.ts';
import type { ServiceParts } from './service-parts.ts';
import { call, requestOf, send, ACCOUNT, testService } from '../testing/world.ts';

const { standalone: caller } = ACCOUNT;
const contract = loadContract();
const put = {
  AlternateContactType: 'BILLING',
  EmailAddress: 'jane@example.com',
  Name: 'Jane Doe',
  PhoneNumber: '1',
  Title: 'CFO',
};

function changed(name: string, change: (operation: Operation) => Operation): Contract {
  const operation = contract.operations[name];
  if (!operation) throw new Error(`no operation ${name}`);
  return { ...contract, operations: { ...contract.operations, [name]: change(operation) } };
}

function withMember(
  name: string,
  member: string,
  change: Partial<StringShape> & { required?: boolean },
): Contract {
  const { required, ...shape } = change;
  return changed(name, (operation) => {
    const before = operation.input.members[member];
    if (!before) throw new Error(`no member ${member}`);
    const after = {
      ...before,
      required: required ?? before.required,
      shape: { ...before.shape, ...shape } as Shape,
    };
    return {
      ...operation,
      input: { ...operation.input, members: { ...operation.input.members, [member]: after } },
    };
  });
}

function answer(mutated: Contract, operation: string, input: object) {
  return call(testService({ contract: mutated }).service, caller, operation, input);
}

function compose(change: (parts: ServiceParts) => Partial<ServiceParts>) {
  return testService({}, (parts) => ({ ...parts, ...change(parts) })).service;
}

describe('a changed contract changes the service', () => {
  test.each([
    ['a bound', 'Name', { maxLength: 7 }],
    ['a pattern', 'EmailAddress', { pattern: '^x$' }],
    ['an enum', 'AlternateContactType', { enum: ['SECURITY'] }],
    ['a required flag', 'AccountId', { required: true }],
  ])('in %s', (_, member, change) => {
    expect(answer(contract, 'PutAlternateContact', put).status).toBe(200);
    expect(
      answer(withMember('PutAlternateContact', member, change), 'PutAlternateContact', put),
    ).toMatchObject({
      status: 400,
      error: 'ValidationException',
    });
  });

  test('in the error of a shape', () => {
    const mutated = withMember('PutAlternateContact', 'Name', {
      maxLength: 7,
      refusedAs: ['ConflictException'],
    });
    expect(answer(mutated, 'PutAlternateContact', put)).toMatchObject({
      status: 409,
      error: 'ConflictException',
    });
  });

  test('in the status of an error', () => {
    const errors = contract.errors.map((error) =>
      error.name === 'ResourceNotFoundException' ? { ...error, statuses: [410] } : error,
    );
    const absent = { AlternateContactType: 'BILLING' };
    expect(answer({ ...contract, errors }, 'GetAlternateContact', absent).status).toBe(410);
  });

  test('in the output, the path and the status of success', () => {
    const mutated = changed('GetContactInformation', (operation) => ({
      ...operation,
      path: '/elsewhere',
      successStatus: 203,
      output: operation.output && { ...operation.output, members: {} },
    }));
    const { service } = testService({ contract: mutated });
    expect(call(service, caller, 'GetContactInformation').status).toBe(404);
    const request = { ...requestOf(caller, 'GetContactInformation', '{}'), target: '/elsewhere' };
    expect(send(service, request)).toMatchObject({ status: 203, text: '{}' });
  });

  test('in the type of an output member', () => {
    const mutated = changed('GetRegionOptStatus', (operation) => {
      const { RegionName: name, ...rest } = operation.output?.members ?? {};
      if (!name || !operation.output) throw new Error('no output');
      const shape = { kind: 'list', name: 'x', source: 'x', member: name.shape, refusedAs: [] } as const;
      return {
        ...operation,
        output: { ...operation.output, members: { ...rest, RegionName: { ...name, shape } } },
      };
    });
    const { body } = answer(mutated, 'GetRegionOptStatus', { RegionName: 'us-east-1' });
    expect(body.RegionName).toEqual(['us-east-1']);
  });
});

describe('a replaced part', () => {
  test('is used by the other parts', () => {
    const service = compose((parts) => ({
      regionNames: () => ['xx-test-1', ...parts.regionNames(parts)],
      statusAt: () => 'ENABLED',
    }));
    const { defaults, optIn, later } = service.options.regions;
    const { body } = call(service, caller, 'ListRegions', {
      MaxResults: 50,
      RegionOptStatusContains: ['ENABLED'],
    });
    expect(body.Regions).toHaveLength(defaults.length + optIn.length + later.length + 1);
    expect(
      call(service, caller, 'GetRegionOptStatus', { RegionName: 'xx-test-1' }).body.RegionOptStatus,
    ).toBe('ENABLED');
  });

  test('that fails is answered with an internal error', () => {
    const service = compose(() => ({
      statusAt: () => {
        throw new TypeError('fault');
      },
    }));
    expect(call(service, caller, 'ListRegions')).toMatchObject({
      status: 500,
      error: 'InternalServerException',
    });
  });

  test('may measure lengths in bytes, or rename an error', () => {
    const bytes = compose((parts) => ({
      checks: { ...parts.checks, lengthOf: (text) => Buffer.byteLength(text) },
    }));
    expect(call(bytes, caller, 'PutAlternateContact', { ...put, Name: 'é'.repeat(40) }).status).toBe(400);
    const renamed = compose((parts) => ({
      errorNames: { ...parts.errorNames, notFound: 'ConflictException' },
    }));
    expect(call(renamed, caller, 'GetAlternateContact', { AlternateContactType: 'BILLING' }).error).toBe(
      'ConflictException',
    );
  });
});

test('two services share nothing', () => {
  const [one, two] = [testService().service, testService().service];
  call(one, caller, 'PutAlternateContact', put);
  expect(call(two, caller, 'GetAlternateContact', { AlternateContactType: 'BILLING' }).status).toBe(404);
});
