import type { Mutant } from '../mutant.ts';

/** Which rules of one operation have to notice the fault there: the part of their ids before its name. */
interface Noticed {
  readonly rules: readonly [string, ...string[]];
  readonly because?: string;
}

const NO_REFUSAL = 'no refusal';
const CRASH = '500';

/** The faults that are those of all operations, by id. */
const SHARED: Readonly<Record<string, Noticed>> = {
  'written/accept-anything-refused': { rules: ['wire/http/accept-anything'], because: '406' },
  'written/any-method': {
    rules: ['wire/http/method-put', 'wire/http/method-patch', 'wire/http/method-delete'],
    because: NO_REFUSAL,
  },
  'written/ascii-escapes-kept': { rules: ['wire/json-forms'] },
  'written/byte-order-mark-crash': { rules: ['wire/json/byte-order-mark'], because: CRASH },
  'written/deep-nesting-crash': { rules: ['wire/json/deep-nesting'], because: CRASH },
  'written/form-body-accepted': { rules: ['wire/json/web-form'], because: NO_REFUSAL },
  'written/header-name-by-case': { rules: ['wire/http/header-name-case'], because: '415' },
  'written/huge-text-drops-connection': { rules: ['wire/json/huge-string'], because: 'no whole answer' },
  'written/list-body-unwrapped': { rules: ['wire/json/array-root'], because: NO_REFUSAL },
  'written/lone-surrogate-crash': { rules: ['wire/json/lone-surrogate'], because: CRASH },
  'written/long-body-not-verified': { rules: ['signing/each-part'], because: NO_REFUSAL },
  'broad/nobody-is-refused': { rules: ['signing/operation', 'signing/each-part'], because: NO_REFUSAL },
  'written/object-on-one-line-only': { rules: ['wire/json-forms'], because: '400 SerializationException' },
  'written/other-media-type-accepted': { rules: ['wire/http/content-type-wrong'], because: NO_REFUSAL },
  'written/path-by-its-beginning': { rules: ['wire/http/path-unknown'], because: NO_REFUSAL },
  'written/query-fills-in': {
    rules: ['wire/http/query-instead-of-body-AccountId'],
    because: NO_REFUSAL,
  },
  'broad/sdk-requests-crash': { rules: ['sdk/operation'], because: CRASH },
  'written/single-quotes-accepted': { rules: ['wire/json/single-quotes'], because: NO_REFUSAL },
  'written/trailing-comma-accepted': { rules: ['wire/json/trailing-comma'], because: NO_REFUSAL },
  'written/trailing-garbage-accepted': { rules: ['wire/json/trailing-garbage'], because: NO_REFUSAL },
  'written/unknown-path-crash': { rules: ['wire/http/path-unknown'], because: CRASH },
  'broad/unusual-request-crashes': {
    rules: ['wire/http/header-many', 'wire/http/*', 'wire/json/*', 'wire/json-forms'],
    because: CRASH,
  },
};

/** Of these mutants the faults that show in every operation, named for the rules of some operations alone. */
export function onOperations(mutants: readonly Mutant[], operations: readonly string[]): Mutant[] {
  return Object.entries(SHARED).map(([id, { rules, because }]) => {
    const fault = mutants.find((one) => one.id === id);
    if (!fault) throw new RangeError(`no mutant is called ${id}`);
    const { because: _, ...same } = fault;
    const [rule = fault.rule, ...also] = rules.flatMap((one) => operations.map((name) => `${one}/${name}`));
    return { ...same, rule, also, ...(because === undefined ? {} : { because }) };
  });
}
