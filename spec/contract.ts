/**
 * The contract as plain data: what an implementation of AWS Account Management must do.
 * Everything is JSON-like (no Map, no RegExp), so that a faulty contract is a changed copy of this one.
 */

export const EDITIONS = ['guide-2024', 'current'] as const;
/** Which contract: the nine operations of the guide of February 2024, or also the later ones. */
export type Edition = (typeof EDITIONS)[number];
/** Where none is asked for. */
export const DEFAULT_EDITION: Edition = 'guide-2024';

export const LEVELS = ['must', 'should', 'contested'] as const;
/** How binding a statement is. A contested one is observed and never fails. */
export type Level = (typeof LEVELS)[number];

/** What an operation reads or changes. A lease, a snapshot and a tier follow from it. */
export type Resource = 'alternate-contact' | 'primary-contact' | 'primary-email' | 'region';

/**
 * Part of the values that a shape allows, in which acceptance is less than a must.
 * All given conditions must hold; the first zone that holds decides. Patterns are ECMA-262 with the `u` flag.
 */
export interface Zone {
  readonly accept: 'should' | 'contested';
  /** Id of the entry in rulings.yaml that explains the zone. */
  readonly ruling: string;
  readonly pattern?: string | undefined;
  readonly notPattern?: string | undefined;
  /** Lengths are in Unicode scalar values. */
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  /** Holds for a text that equals an enum value but for its case. */
  readonly otherCase?: boolean | undefined;
  /** That no such value is returned is a should; where it is not given, a must. */
  readonly returned?: 'should' | undefined;
  /** Why no such value is sent to any target; absent: it is. */
  readonly untried?: string | undefined;
}

/** Text whose acceptance depends on more than its form: a member account, a known region, an issued token, a sent code. */
type Format = 'account-id' | 'region-name' | 'page-token' | 'one-time-password';

export interface StringShape {
  readonly kind: 'string';
  readonly name: string;
  readonly source: string;
  /** In Unicode scalar values. */
  readonly minLength: number | null;
  readonly maxLength: number | null;
  readonly pattern: string | null;
  readonly enum: readonly string[] | null;
  readonly format: Format | null;
  readonly sensitive: boolean;
  readonly zones: readonly Zone[];
  /** Error names that may refuse a wrong value; the first is the usual one. */
  readonly refusedAs: readonly string[];
}

export interface IntegerShape {
  readonly kind: 'integer';
  readonly name: string;
  readonly source: string;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly refusedAs: readonly string[];
}

export interface ListShape {
  readonly kind: 'list';
  readonly name: string;
  readonly source: string;
  readonly member: Shape;
  readonly refusedAs: readonly string[];
}

export interface StructureShape {
  readonly kind: 'structure';
  readonly name: string;
  readonly source: string;
  readonly members: Readonly<Record<string, Member>>;
  readonly refusedAs: readonly string[];
}

export type Shape = StringShape | IntegerShape | ListShape | StructureShape;

export interface Member {
  readonly required: boolean;
  /** The member is required when another member of the same structure has one of these values. */
  readonly requiredWhen: {
    readonly member: string;
    readonly oneOf: readonly string[];
    readonly level: Level;
  } | null;
  readonly source: string;
  readonly shape: Shape;
}

export interface Operation {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly editions: readonly Edition[];
  readonly source: string;
  readonly changes: Resource | null;
  readonly reads: Resource | null;
  readonly input: StructureShape;
  /** `null`: a success has no body. */
  readonly output: StructureShape | null;
  readonly successStatus: number;
  /** Names of the errors on the operation's own page, each a key of {@link Contract.errors}. */
  readonly errors: readonly string[];
}

export const PROVOCATIONS = [
  'body',
  'framing',
  'path',
  'method',
  'size',
  'content-type',
  'accept',
  'signature',
  'rate',
  'protocol',
] as const;

/**
 * What must have been done to a request for a protocol error to be a legal answer. `protocol`: it is one of another protocol,
 * and the contract leaves open all that comes of it.
 */
export type Provocation = (typeof PROVOCATIONS)[number];

export interface ErrorDefinition {
  /** `null`: the status is allowed under any name. */
  readonly name: string | null;
  readonly statuses: readonly number[];
  readonly scope: 'operation' | 'common' | 'protocol' | 'signing';
  /** Legal only where one of these was provoked; empty: always. */
  readonly provokedBy: readonly Provocation[];
  readonly source: string;
}

/** Names and places on the wire. */
export interface Wire {
  readonly contentType: string;
  readonly jsonMediaTypes: readonly string[];
  readonly errorHeader: string;
  readonly errorBodyMembers: readonly string[];
  /** With these statuses a refusal may lack its name, where the request has a text of this pattern. */
  readonly nameless: { readonly statuses: readonly number[]; readonly text: string };
  readonly messageMembers: readonly string[];
  readonly requestIdHeader: string;
  readonly targetHeader: string;
  readonly targetPrefix: string;
  readonly signingService: string;
  readonly signingRegion: string;
}

export interface Contract {
  readonly edition: Edition;
  readonly apiVersion: string;
  readonly wire: Wire;
  readonly operations: Readonly<Record<string, Operation>>;
  /** By name; the errors of the operations' pages, the common, protocol and signing ones. */
  readonly errors: readonly ErrorDefinition[];
  /** Details that a validation error may carry. */
  readonly validationDetail: StructureShape;
}

/** Whether an account has to be named, so that only those can call who manage one. */
export function alwaysNamesAccount({ input }: Pick<Operation, 'input'>): boolean {
  return input.members['AccountId']?.required === true;
}

/** Whether an operation reads or changes primary e-mail addresses. */
export function isOfEmail({ changes, reads }: Pick<Operation, 'changes' | 'reads'>): boolean {
  return (changes ?? reads) === 'primary-email';
}
