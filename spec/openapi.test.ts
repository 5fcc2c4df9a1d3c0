import { Validator } from '@seriousme/openapi-schema-validator';
import type { OpenAPIV3_1 } from 'openapi-types';
import { expect, expectTypeOf, test } from 'vitest';
import { EDITIONS } from './contract.ts';
import { loadContract } from './load-contract.ts';
import type { OpenApi, OpenApiSchemaObject } from './openapi-schema.ts';
import { openApiDocument } from './openapi.ts';

test('the type of the validated document is an OpenAPI document for other tools too', () => {
  expectTypeOf<OpenApi>().toExtend<OpenAPIV3_1.Document>();
  expectTypeOf(openApiDocument).returns.toExtend<OpenAPIV3_1.Document>();
});

test('what a tool expects of a schema depends on its type, which ours tells apart', () => {
  expectTypeOf<{ type: 'array' }>().not.toExtend<OpenAPIV3_1.SchemaObject>();
  expectTypeOf<{
    type: 'array' | 'string';
    items?: { $ref: string };
  }>().not.toExtend<OpenAPIV3_1.SchemaObject>();
  expectTypeOf<Extract<OpenApiSchemaObject, { type: 'array' }>['items']>().toEqualTypeOf<{ $ref: string }>();
});

test.each(EDITIONS)(
  'the document of %s is valid, and has the operations of that edition',
  async (edition) => {
    const document = openApiDocument(edition);
    const operations = Object.values(document.paths).map(({ post }) => post.operationId);
    expect(operations).toEqual(Object.keys(loadContract(edition).operations));
    expect(await new Validator().validate(structuredClone(document))).toEqual({ valid: true });
  },
);

test('without an edition it is that of the default one; each call gives a new one', () => {
  const changed = openApiDocument();
  expect(changed).toEqual(openApiDocument('guide-2024'));
  changed.info.title = 'mine';
  changed.paths = {};
  expect(openApiDocument()).toEqual(openApiDocument('guide-2024'));
  expect(openApiDocument().info.title).toBe('AWS Account Management');
});
