import { z } from 'zod';
import { PROVOCATIONS, EDITIONS } from './contract.ts';
import {
  levelField,
  patternField as pattern,
  sourceField as source,
  statusesField as statuses,
} from './read-spec-file.ts';

/** The part of OpenAPI 3.1, with our extensions, that account.openapi.yaml may use. */

const reference = z.string().regex(/^#\/components\/(schemas|responses)\/\w+$/, 'expected a local reference');

const zone = z.strictObject({
  accept: z.enum(['should', 'contested']),
  ruling: z.string(),
  pattern: pattern.exactOptional(),
  notPattern: pattern.exactOptional(),
  minLength: z.int().min(0).exactOptional(),
  maxLength: z.int().min(0).exactOptional(),
  otherCase: z.boolean().exactOptional(),
  returned: z.literal('should').exactOptional(),
  untried: z.string().min(1).exactOptional(),
});

const property = z.strictObject({
  $ref: reference.exactOptional(),
  type: z.enum(['string']).exactOptional(),
  'x-source': source,
  'x-required-when': z
    .strictObject({ member: z.string(), oneOf: z.array(z.string()).min(1), level: levelField })
    .exactOptional(),
});

/** What every schema may say. */
const base = {
  'x-source': source,
  'x-refused-as': z.array(z.string()).min(1).exactOptional(),
};

const schema = z.discriminatedUnion(
  'type',
  [
    z.strictObject({
      ...base,
      type: z.literal('string'),
      minLength: z.int().min(0).exactOptional(),
      maxLength: z.int().min(0).exactOptional(),
      pattern: pattern.exactOptional(),
      enum: z.array(z.string()).min(1).exactOptional(),
      'x-format': z.enum(['account-id', 'region-name', 'page-token', 'one-time-password']).exactOptional(),
      'x-text': z.enum(['open']).exactOptional(),
      'x-sensitive': z.boolean().exactOptional(),
      'x-zones': z.array(zone).exactOptional(),
    }),
    z.strictObject({
      ...base,
      type: z.literal('integer'),
      minimum: z.int().exactOptional(),
      maximum: z.int().exactOptional(),
    }),
    z.strictObject({ ...base, type: z.literal('array'), items: z.strictObject({ $ref: reference }) }),
    z.strictObject({
      ...base,
      type: z.literal('object'),
      required: z.array(z.string()).exactOptional(),
      properties: z.record(z.string(), property).exactOptional(),
    }),
  ],
  {
    error: ({ code }) => (code === 'invalid_union' ? 'expected string, integer, array or object' : undefined),
  },
);

const content = z.strictObject({
  'application/json': z.strictObject({ schema: z.strictObject({ $ref: reference }) }),
});
const resource = z.enum(['alternate-contact', 'primary-contact', 'primary-email', 'region']);

const response = z.union(
  [
    z.strictObject({ $ref: reference }),
    z.strictObject({ description: z.string(), content: content.exactOptional() }),
  ],
  {
    error: ({ code }) =>
      code === 'invalid_union' ? 'expected $ref alone, or description with or without content' : undefined,
  },
);

const operation = z.strictObject({
  operationId: z.string(),
  'x-source': source,
  'x-editions': z.array(z.enum(EDITIONS)).min(1),
  'x-changes': resource.exactOptional(),
  'x-reads': resource.exactOptional(),
  requestBody: z.strictObject({ required: z.literal(true), content }),
  responses: z.record(z.string().regex(/^[1-5]\d\d$/, 'expected a status'), response),
});

const provocation = z.enum(PROVOCATIONS).exclude(['protocol']);

/** The form of spec/account.openapi.yaml; its references lead somewhere. */
export const openApiSchema = z
  .strictObject({
    openapi: z.literal('3.1.0'),
    info: z.strictObject({
      title: z.string(),
      version: z.string(),
      summary: z.string().exactOptional(),
      description: z.string().exactOptional(),
      license: z.strictObject({ name: z.string(), identifier: z.string() }).exactOptional(),
    }),
    servers: z.array(z.strictObject({ url: z.url(), description: z.string().exactOptional() })),
    security: z.array(z.record(z.string(), z.array(z.string()))),
    'x-wire': z.strictObject({
      contentType: z.string(),
      jsonMediaTypes: z.array(z.string()).min(1),
      errorHeader: z.string(),
      errorBodyMembers: z.array(z.string()).min(1),
      messageMembers: z.array(z.string()).min(1),
      nameless: z.strictObject({ statuses, text: pattern }),
      requestIdHeader: z.string(),
      targetHeader: z.string(),
      targetPrefix: z.string(),
      signingService: z.string(),
      signingRegion: z.string(),
    }),
    'x-open-text-zones': z.array(zone),
    'x-common-errors': z.array(z.strictObject({ name: z.string(), statuses, 'x-source': source })),
    'x-protocol-errors': z.array(
      z.strictObject({
        name: z.string().exactOptional(),
        statuses,
        provokedBy: z.array(provocation).min(1),
        'x-source': source,
      }),
    ),
    paths: z.record(z.string().startsWith('/'), z.strictObject({ post: operation })),
    components: z.strictObject({
      securitySchemes: z.record(
        z.string(),
        z.strictObject({
          type: z.literal('apiKey'),
          in: z.enum(['header', 'query', 'cookie']),
          name: z.string(),
          description: z.string().exactOptional(),
          'x-source': source,
        }),
      ),
      responses: z.record(
        z.string(),
        z.strictObject({
          description: z.string(),
          'x-error-names': z.array(z.string()).min(1),
          'x-source': source,
          content,
        }),
      ),
      schemas: z.record(z.string(), schema),
    }),
  })
  .superRefine(refineReferences);

export type OpenApi = z.infer<typeof openApiSchema>;
export type OpenApiSchemaObject = z.infer<typeof schema>;
export type OpenApiOperation = z.infer<typeof operation>;

type Path = (string | number)[];
type Mistake = { readonly path: Path; readonly message: string };
interface Schema {
  readonly type: string;
  readonly required?: readonly string[] | undefined;
  readonly properties?: Readonly<Record<string, Property>> | undefined;
}
interface Property {
  readonly 'x-required-when'?: { readonly member: string } | undefined;
}
interface Document {
  readonly components: {
    readonly responses: Readonly<Record<string, unknown>>;
    readonly schemas: Readonly<Record<string, Schema>>;
  };
}

/** Reports every `$ref` that leads nowhere, and every `required` that names no property of its schema. */
function refineReferences(document: Document, context: z.RefinementCtx): void {
  const { responses, schemas } = document.components;
  const known = new Set([
    ...Object.keys(responses).map((name) => `#/components/responses/${name}`),
    ...Object.keys(schemas).map((name) => `#/components/schemas/${name}`),
  ]);
  const dangling = references(document, []).filter(({ message }) => !known.has(message));
  const mistakes = [
    ...dangling.map(({ path, message: $ref }) => ({
      path,
      message: `expected a reference to an entry of components, found ${$ref}`,
    })),
    ...Object.entries(schemas).flatMap(([name, found]) =>
      unknownMembers(found, ['components', 'schemas', name]),
    ),
  ];
  for (const mistake of mistakes) context.addIssue({ code: 'custom', ...mistake });
}

function references(value: unknown, path: Path): Mistake[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]: [string, unknown]) =>
    key === '$ref' && typeof child === 'string'
      ? [{ path: [...path, key], message: child }]
      : references(child, [...path, key]),
  );
}

function unknownMembers(found: Schema, path: Path): Mistake[] {
  const properties = found.properties ?? {};
  const required = (found.required ?? []).map((member, at) => ({ member, path: ['required', at] }));
  const conditional = Object.entries(properties).flatMap(([name, member]) => {
    const condition = member['x-required-when'];
    return condition
      ? [{ member: condition.member, path: ['properties', name, 'x-required-when', 'member'] }]
      : [];
  });
  return [...required, ...conditional]
    .filter(({ member }) => !Object.hasOwn(properties, member))
    .map(({ member, path: rest }) => ({
      path: [...path, ...rest],
      message: `expected a declared property, found ${member}`,
    }));
}
