import type { z } from 'zod';

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
export function refineReferences(document: Document, context: z.RefinementCtx): void {
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
    ...Object.entries(schemas).flatMap(([name, schema]) =>
      unknownMembers(schema, ['components', 'schemas', name]),
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

function unknownMembers(schema: Schema, path: Path): Mistake[] {
  const properties = schema.properties ?? {};
  const required = (schema.required ?? []).map((member, at) => ({ member, path: ['required', at] }));
  const conditional = Object.entries(properties).flatMap(([name, property]) => {
    const condition = property['x-required-when'];
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
