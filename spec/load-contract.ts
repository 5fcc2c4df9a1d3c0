import {
  DEFAULT_EDITION,
  type Contract,
  type Edition,
  type ErrorDefinition,
  type Member,
  type Operation,
  type Shape,
  type StringShape,
  type StructureShape,
} from './contract.ts';
import {
  openApiSchema,
  type OpenApi,
  type OpenApiOperation,
  type OpenApiSchemaObject,
} from './openapi-schema.ts';
import { signingErrors } from './load-signing.ts';
import { readSpecFile, SpecError } from './read-spec-file.ts';

const FILE = 'account.openapi.yaml';
const VALIDATION_DETAIL = 'ValidationError';
const loaded = new Map<Edition, Contract>();

/**
 * The contract in one edition, read from spec/account.openapi.yaml once per process.
 * @throws {SpecError} naming the file, the place and what was expected there.
 */
export function loadContract(edition: Edition = DEFAULT_EDITION): Contract {
  const known = loaded.get(edition);
  if (known) return known;
  const contract = toContract(readSpecFile(FILE, openApiSchema), edition);
  loaded.set(edition, contract);
  return contract;
}

/** Turns a validated OpenAPI document into the contract of one edition. */
export function toContract(document: OpenApi, edition: Edition): Contract {
  const operations: Record<string, Operation> = {};
  for (const [path, { post }] of Object.entries(document.paths)) {
    if (post['x-editions'].includes(edition))
      operations[post.operationId] = toOperation(document, path, post);
  }
  return {
    edition,
    apiVersion: document.info.version,
    wire: document['x-wire'],
    operations,
    errors: [...operationErrors(document), ...sharedErrors(document), ...signingErrors()],
    validationDetail: structure(document, VALIDATION_DETAIL),
  };
}

function toOperation(document: OpenApi, path: string, post: OpenApiOperation): Operation {
  const successStatus = Number(Object.keys(post.responses).find((status) => status.startsWith('2')));
  const success = post.responses[String(successStatus)];
  const errors = Object.values(post.responses).flatMap((response) =>
    '$ref' in response ? errorResponse(document, response.$ref)['x-error-names'] : [],
  );
  return {
    name: post.operationId,
    method: 'POST',
    path,
    editions: post['x-editions'],
    source: post['x-source'],
    changes: post['x-changes'] ?? null,
    reads: post['x-reads'] ?? null,
    input: structure(document, refName(post.requestBody.content['application/json'].schema.$ref)),
    output:
      success && 'content' in success
        ? structure(document, refName(success.content['application/json'].schema.$ref))
        : null,
    successStatus,
    errors,
  };
}

function operationErrors(document: OpenApi): ErrorDefinition[] {
  const statuses = new Map<string, Set<number>>();
  for (const { post } of Object.values(document.paths)) {
    for (const [status, response] of Object.entries(post.responses)) {
      if (!('$ref' in response)) continue;
      const { $ref } = response;
      const known = statuses.get($ref) ?? new Set<number>();
      statuses.set($ref, known.add(Number(status)));
    }
  }
  return [...statuses].flatMap(([$ref, found]) => {
    const response = errorResponse(document, $ref);
    return response['x-error-names'].map((name) => ({
      name,
      statuses: [...found],
      scope: 'operation' as const,
      provokedBy: [],
      source: response['x-source'],
    }));
  });
}

function sharedErrors(document: OpenApi): ErrorDefinition[] {
  const common = document['x-common-errors'].map((entry) => ({
    name: entry.name,
    statuses: entry.statuses,
    scope: 'common' as const,
    provokedBy: [],
    source: entry['x-source'],
  }));
  const protocol = document['x-protocol-errors'].map((entry) => ({
    name: entry.name ?? null,
    statuses: entry.statuses,
    scope: 'protocol' as const,
    provokedBy: entry.provokedBy,
    source: entry['x-source'],
  }));
  return [...common, ...protocol];
}

function errorResponse(document: OpenApi, $ref: string) {
  const response = document.components.responses[refName($ref)];
  if (!response) throw new SpecError(`spec/${FILE}`, $ref, 'expected an entry under components.responses');
  return response;
}

function refName($ref: string): string {
  return $ref.slice($ref.lastIndexOf('/') + 1);
}

function schemaOf(document: OpenApi, name: string): OpenApiSchemaObject {
  const schema = document.components.schemas[name];
  if (!schema) throw new SpecError(`spec/${FILE}`, name, 'expected an entry under components.schemas');
  return schema;
}

function structure(document: OpenApi, name: string): StructureShape {
  const shape = toShape(document, name);
  if (shape.kind !== 'structure') throw new SpecError(`spec/${FILE}`, name, 'expected type object');
  return shape;
}

function toShape(document: OpenApi, name: string): Shape {
  const schema = schemaOf(document, name);
  const base = {
    name,
    source: schema['x-source'],
    refusedAs: schema['x-refused-as'] ?? ['ValidationException'],
  };
  switch (schema.type) {
    case 'string':
      return { ...base, ...toStringShape(document, schema) };
    case 'integer':
      return { ...base, kind: 'integer', minimum: schema.minimum ?? null, maximum: schema.maximum ?? null };
    case 'array':
      return { ...base, kind: 'list', member: toShape(document, refName(schema.items.$ref)) };
    case 'object':
      return { ...base, kind: 'structure', members: toMembers(document, name, schema) };
  }
}

function toStringShape(
  document: OpenApi,
  schema: OpenApiSchemaObject & { type: 'string' },
): Omit<StringShape, 'name' | 'source' | 'refusedAs'> {
  return {
    kind: 'string',
    minLength: schema.minLength ?? null,
    maxLength: schema.maxLength ?? null,
    pattern: schema.pattern ?? null,
    enum: schema.enum ?? null,
    format: schema['x-format'] ?? null,
    sensitive: schema['x-sensitive'] ?? false,
    zones: [
      ...(schema['x-zones'] ?? []),
      ...(schema['x-text'] === 'open' ? document['x-open-text-zones'] : []),
    ],
  };
}

function toMembers(
  document: OpenApi,
  name: string,
  schema: OpenApiSchemaObject & { type: 'object' },
): Record<string, Member> {
  const required = schema.required ?? [];
  const members = Object.entries(schema.properties ?? {}).map(([member, property]): [string, Member] => [
    member,
    {
      required: required.includes(member),
      requiredWhen: property['x-required-when'] ?? null,
      source: property['x-source'],
      shape: property.$ref
        ? toShape(document, refName(property.$ref))
        : plainText(`${name}.${member}`, property['x-source']),
    },
  ]);
  return Object.fromEntries(members);
}

function plainText(name: string, source: string): StringShape {
  const open = { minLength: null, maxLength: null, pattern: null, enum: null, format: null };
  return {
    kind: 'string',
    name,
    source,
    ...open,
    sensitive: false,
    zones: [],
    refusedAs: ['ValidationException'],
  };
}
