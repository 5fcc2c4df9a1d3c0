import { z } from 'zod';
import { EDITIONS } from './contract.ts';
import { refineReferences } from './openapi-references.ts';
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
  pattern: pattern.optional(),
  notPattern: pattern.optional(),
  minLength: z.int().min(0).optional(),
  maxLength: z.int().min(0).optional(),
  otherCase: z.boolean().optional(),
});

const property = z.strictObject({
  $ref: reference.optional(),
  type: z.enum(['string']).optional(),
  'x-source': source,
  'x-required-when': z
    .strictObject({ member: z.string(), oneOf: z.array(z.string()).min(1), level: levelField })
    .optional(),
});

const schema = z.strictObject({
  'x-source': source,
  type: z.enum(['string', 'integer', 'array', 'object']),
  minLength: z.int().min(0).optional(),
  maxLength: z.int().min(0).optional(),
  pattern: pattern.optional(),
  enum: z.array(z.string()).min(1).optional(),
  minimum: z.int().optional(),
  maximum: z.int().optional(),
  items: z.strictObject({ $ref: reference }).optional(),
  required: z.array(z.string()).optional(),
  properties: z.record(z.string(), property).optional(),
  'x-format': z.enum(['account-id', 'region-name', 'page-token', 'one-time-password']).optional(),
  'x-text': z.enum(['open']).optional(),
  'x-sensitive': z.boolean().optional(),
  'x-zones': z.array(zone).optional(),
  'x-refused-as': z.array(z.string()).min(1).optional(),
});

const content = z.strictObject({
  'application/json': z.strictObject({ schema: z.strictObject({ $ref: reference }) }),
});
const resource = z.enum(['alternate-contact', 'primary-contact', 'primary-email', 'region']);

const operation = z.strictObject({
  operationId: z.string(),
  'x-source': source,
  'x-editions': z.array(z.enum(EDITIONS)).min(1),
  'x-changes': resource.optional(),
  'x-reads': resource.optional(),
  requestBody: z.strictObject({ required: z.literal(true), content }),
  responses: z.record(
    z.string().regex(/^[1-5]\d\d$/, 'expected a status'),
    z.strictObject({
      $ref: reference.optional(),
      description: z.string().optional(),
      content: content.optional(),
    }),
  ),
});

const provocation = z.enum([
  'body',
  'framing',
  'path',
  'method',
  'size',
  'content-type',
  'accept',
  'signature',
  'rate',
]);

/** The form of spec/account.openapi.yaml; its references lead somewhere. */
export const openApiSchema = z
  .strictObject({
    openapi: z.literal('3.1.0'),
    info: z.looseObject({ title: z.string(), version: z.string() }),
    servers: z.array(z.looseObject({ url: z.url() })),
    security: z.array(z.record(z.string(), z.array(z.string()))),
    'x-wire': z.strictObject({
      contentType: z.string(),
      jsonMediaTypes: z.array(z.string()).min(1),
      errorHeader: z.string(),
      errorBodyMembers: z.array(z.string()).min(1),
      messageMembers: z.array(z.string()).min(1),
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
        name: z.string().optional(),
        statuses,
        provokedBy: z.array(provocation).min(1),
        'x-source': source,
      }),
    ),
    paths: z.record(z.string().startsWith('/'), z.strictObject({ post: operation })),
    components: z.strictObject({
      securitySchemes: z.looseObject({}),
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
