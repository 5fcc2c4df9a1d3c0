import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject } from 'ajv';
import { parse } from 'yaml';
import { packageRoot } from '../../spec/package-root.ts';

const ID = 'contract';
let compiler: Ajv2020 | undefined;

/**
 * Judges a value by a schema of spec/account.openapi.yaml with ajv, which shares no code with the loader, the judge or
 * the generators. For tests only. Returns the errors; none: valid.
 */
export function schemaErrors(schema: string, value: unknown): readonly ErrorObject[] {
  compiler ??= prepare();
  const validate = compiler.getSchema(`${ID}#/components/schemas/${schema}`);
  if (!validate) throw new RangeError(`${schema}: no such schema`);
  // Asynchronous only where a schema says $async; none does.
  void validate(value);
  return validate.errors ?? [];
}

function prepare(): Ajv2020 {
  const text = readFileSync(join(packageRoot, 'spec', 'account.openapi.yaml'), 'utf8');
  const { components } = parse(text) as { components: unknown };
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addSchema({ $id: ID, components });
  return ajv;
}
