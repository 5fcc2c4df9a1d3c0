import { expect, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import { textMember } from '../contract-lookup.ts';
import { createContext } from '../context.ts';
import { Refutation } from '../errors.ts';
import { testSession, type Crafted } from '../testing/test-session.ts';
import type { JsonObject } from '../../spec/json.ts';
import { surveyOperation } from './survey-operation.ts';

/** Surveys one operation of a service that answers its inputs so. */
async function surveyed(name: string, respond: (input: JsonObject, at: number) => Crafted) {
  const inputs: JsonObject[] = [];
  const { session, environment } = testSession({
    respond: ({ operation, body }) => {
      if (operation !== name) return { status: 404, body: { __type: 'ResourceNotFoundException' } };
      const input = JSON.parse(new TextDecoder().decode(body)) as JsonObject;
      inputs.push(input);
      return respond(input, inputs.length - 1);
    },
  });
  const operation = loadContract().operations[name];
  if (!operation) throw new RangeError(name);
  const problem = await surveyOperation(createContext(session, 1), operation).then(
    () => null,
    (error: unknown) => error,
  );
  return { survey: environment.survey, problem, inputs };
}

const refusal = (error: string, status = 400): Crafted => ({
  status,
  body: { __type: error, message: 'no' },
});

test('two requests with different values, where both are accepted', async () => {
  const { survey, problem, inputs } = await surveyed('PutContactInformation', () => ({}));
  expect(problem).toBeNull();
  expect(inputs).toHaveLength(2);
  expect(survey.acceptedInput('PutContactInformation')).toEqual(inputs[0]);
  expect(inputs[0]).not.toEqual(inputs[1]);
});

test.each([
  ['a status without a name', { status: 404, body: '' }],
  ['501', { status: 501, body: '' }],
  ['a name of the protocol', refusal('UnknownOperationException')],
  ['the common name', refusal('InvalidAction')],
  ['a page', { status: 200, body: '<html></html>' }],
])('an operation is missing where both requests are answered with %s', async (_, answer) => {
  const { survey, problem } = await surveyed('ListRegions', () => answer);
  expect(survey.isUsable('ListRegions')).toBe(false);
  expect(survey.missing).toEqual(['ListRegions']);
  expect(problem).toMatchObject({ form: 'not implemented' });
});

test.each([
  ['another success', { status: 204, body: '' }],
  ['an error of its own', refusal('AccessDeniedException', 403)],
  ['an unknown error', refusal('StrangeException')],
])('an operation is there that is answered with %s', async (_, answer) => {
  const { survey } = await surveyed('PutAlternateContact', () => answer);
  expect(survey.isUsable('PutAlternateContact')).toBe(true);
});

test('an operation is there that is missing at one of two requests only', async () => {
  const { survey, problem } = await surveyed('ListRegions', (_, at) =>
    at === 0 ? { status: 404, body: '' } : { body: '{"Regions":[]}' },
  );
  expect(survey.isUsable('ListRegions')).toBe(true);
  expect(problem).toBeInstanceOf(Refutation);
});

test('an error that no contract knows refutes the rule, and the operation is there', async () => {
  const { problem } = await surveyed('ListRegions', () => refusal('StrangeException'));
  expect(problem).toMatchObject({ form: '400 StrangeException' });
});

test('a service with a phone check and an e-mail check of its own is sent an input that passes both', async () => {
  const { survey, problem, inputs } = await surveyed('PutAlternateContact', (input) =>
    /^\+44\d+$/u.test(textMember(input, 'PhoneNumber')) &&
    /^[a-z]+@example\.com$/u.test(textMember(input, 'EmailAddress'))
      ? {}
      : refusal('ValidationException'),
  );
  expect(problem).toBeNull();
  expect(survey.acceptedInput('PutAlternateContact')).toEqual(inputs.at(-1));
  expect(inputs.length).toBeLessThanOrEqual(40);
});
