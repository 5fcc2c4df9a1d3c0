import type { OpenAPIV3_1 } from 'openapi-types';
import { DEFAULT_EDITION, type Edition } from './contract.ts';
import { openApiSchema, type OpenApi } from './openapi-schema.ts';
import { readSpecFile } from './read-spec-file.ts';

/** Compiles only for what every tool takes that works with the types of `openapi-types`. */
type Conforming<Document extends OpenAPIV3_1.Document> = Document;

/** An `OpenAPIV3_1.Document` that knows its own extensions, and what is always there. */
export type OpenApiDocument = Conforming<OpenApi>;

/**
 * The contract of one edition as an OpenAPI 3.1 document, read from spec/account.openapi.yaml and validated. It has the
 * operations of that edition, and the components of all. Each call gives a new one, which may be changed.
 * @throws {SpecError} naming the file, the place and what was expected there.
 * @example
 * ```ts
 * import { openApiDocument } from 'account-conformance/openapi';
 *
 * const { paths } = openApiDocument('current'); // without an argument: edition guide-2024
 * for (const [path, { post }] of Object.entries(paths)) console.log(path, post.operationId);
 * ```
 */
export function openApiDocument(edition: Edition = DEFAULT_EDITION): OpenApiDocument {
  const document = readSpecFile('account.openapi.yaml', openApiSchema);
  const paths = Object.entries(document.paths).filter(([, { post }]) => post['x-editions'].includes(edition));
  return { ...document, paths: Object.fromEntries(paths) };
}
