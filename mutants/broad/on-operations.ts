import type { Mutant } from '../mutant.ts';
import { acceptAnythingRefused } from '../written/a/accept-anything-refused.ts';
import { anyMethod } from '../written/a/any-method.ts';
import { byteOrderMarkCrash } from '../written/a/byte-order-mark-crash.ts';
import { deepNestingCrash } from '../written/a/deep-nesting-crash.ts';
import { headerNameByCase } from '../written/a/header-name-by-case.ts';
import { hugeTextDropsConnection } from '../written/a/huge-text-drops-connection.ts';
import { listBodyUnwrapped } from '../written/a/list-body-unwrapped.ts';
import { loneSurrogateCrash } from '../written/a/lone-surrogate-crash.ts';
import { otherMediaTypeAccepted } from '../written/a/other-media-type-accepted.ts';
import { pathInAnyCase } from '../written/a/path-in-any-case.ts';
import { pathWithDoubledSlash } from '../written/a/path-with-doubled-slash.ts';
import { pathWithSlash } from '../written/a/path-with-slash.ts';
import { queryFillsIn } from '../written/a/query-fills-in.ts';
import { singleQuotesAccepted } from '../written/a/single-quotes-accepted.ts';
import { trailingCommaAccepted } from '../written/a/trailing-comma-accepted.ts';
import { trailingGarbageAccepted } from '../written/a/trailing-garbage-accepted.ts';
import { unknownPathCrash } from '../written/a/unknown-path-crash.ts';
import { asciiEscapesKept } from '../written/c/ascii-escapes-kept.ts';
import { formBodyAccepted } from '../written/c/form-body-accepted.ts';
import { longBodyNotVerified } from '../written/c/long-body-not-verified.ts';
import { objectOnOneLineOnly } from '../written/c/object-on-one-line-only.ts';
import { nobodyIsRefused } from './nobody-is-refused.ts';
import { sdkRequestsCrash } from './sdk-requests-crash.ts';
import { unusualRequestCrashes } from './unusual-request-crashes.ts';

/** A fault that is one of all operations, and which rules of one have to notice it there: the part of their ids before its name. */
type Shared = readonly [fault: Mutant, rules: readonly [string, ...string[]], because?: string];

const NO_REFUSAL = 'no refusal';
const CRASH = '500';

const SHARED: readonly Shared[] = [
  [acceptAnythingRefused, ['wire/http/accept-anything'], '406'],
  [anyMethod, ['wire/http/method-put', 'wire/http/method-patch', 'wire/http/method-delete'], NO_REFUSAL],
  [asciiEscapesKept, ['wire/json-forms']],
  [byteOrderMarkCrash, ['wire/json/byte-order-mark'], CRASH],
  [deepNestingCrash, ['wire/json/deep-nesting'], CRASH],
  [formBodyAccepted, ['wire/json/web-form'], NO_REFUSAL],
  [headerNameByCase, ['wire/http/header-name-case'], '415'],
  [hugeTextDropsConnection, ['wire/json/huge-string'], 'no whole answer'],
  [listBodyUnwrapped, ['wire/json/array-root'], NO_REFUSAL],
  [loneSurrogateCrash, ['wire/json/lone-surrogate'], CRASH],
  [longBodyNotVerified, ['signing/each-part'], NO_REFUSAL],
  [nobodyIsRefused, ['signing/operation', 'signing/each-part'], NO_REFUSAL],
  [objectOnOneLineOnly, ['wire/json-forms'], 'no success'],
  [otherMediaTypeAccepted, ['wire/http/content-type-wrong'], NO_REFUSAL],
  [pathInAnyCase, ['wire/http/path-case'], NO_REFUSAL],
  [pathWithDoubledSlash, ['wire/http/path-doubled-slash'], NO_REFUSAL],
  [pathWithSlash, ['wire/http/path-trailing-slash'], NO_REFUSAL],
  [queryFillsIn, ['wire/http/query-instead-of-body-AccountId'], NO_REFUSAL],
  [sdkRequestsCrash, ['sdk/operation'], CRASH],
  [singleQuotesAccepted, ['wire/json/single-quotes'], NO_REFUSAL],
  [trailingCommaAccepted, ['wire/json/trailing-comma'], NO_REFUSAL],
  [trailingGarbageAccepted, ['wire/json/trailing-garbage'], NO_REFUSAL],
  [unknownPathCrash, ['wire/http/path-unknown'], CRASH],
  [unusualRequestCrashes, ['wire/http/header-many', 'wire/http/*', 'wire/json/*', 'wire/json-forms'], CRASH],
];

/** The faults that show in every operation, named for the rules of these operations alone. */
export function onOperations(operations: readonly string[]): Mutant[] {
  return SHARED.map(([fault, rules, because]) => {
    const { because: _, ...same } = fault;
    const [rule = fault.rule, ...also] = rules.flatMap((one) => operations.map((name) => `${one}/${name}`));
    return { ...same, rule, also, ...(because === undefined ? {} : { because }) };
  });
}
