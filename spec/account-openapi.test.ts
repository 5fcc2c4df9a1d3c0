import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { packageRoot } from './package-root.ts';

const document = parse(readFileSync(join(packageRoot, 'spec/account.openapi.yaml'), 'utf8')) as Record<
  string,
  unknown
>;

test('account.openapi.yaml is a valid OpenAPI document for other tools too', async () => {
  const validator = new Validator();
  expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
  expect(validator.version).toBe('3.1');
});

test('the validator notices an OpenAPI mistake', async () => {
  const broken = { ...structuredClone(document), paths: { '/listRegions': { post: { responses: 'none' } } } };
  expect((await new Validator().validate(broken)).valid).toBe(false);
});
