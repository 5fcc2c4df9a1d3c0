import * as fc from 'fast-check';
import { requiresMembers, textAnomaly, type JsonAnomaly } from './json-anomaly.ts';

const BLANKS = [' ', '\n', '\r\n', '\t', '   \n  '];

/** Bodies that are no object at all. */
export const roots: readonly JsonAnomaly[] = [
  textAnomaly('array-root', 'The body is a list', 'must', (valid) =>
    fc.constantFrom('[]', `[${JSON.stringify(valid)}]`, '[[]]', JSON.stringify(Object.entries(valid))),
  ),
  textAnomaly('string-root', 'The body is a string', 'must', (valid) =>
    fc.constantFrom('""', '"{}"', JSON.stringify(JSON.stringify(valid))),
  ),
  textAnomaly('number-root', 'The body is a number', 'must', () =>
    fc.constantFrom('0', '1', '-1', '1.5', '1e9'),
  ),
  textAnomaly('boolean-root', 'The body is true or false', 'must', () => fc.constantFrom('true', 'false')),
  textAnomaly('null-root', 'The body is null', 'must', () => fc.constant('null')),
  textAnomaly(
    'empty-body',
    'The body is empty where a member is required',
    'must',
    () => fc.constant(''),
    requiresMembers,
  ),
  textAnomaly(
    'empty-body-nothing-required',
    'The body is empty where nothing is required',
    'contested',
    () => fc.constant(''),
    (operation) => !requiresMembers(operation),
  ),
  textAnomaly(
    'blank-body',
    'The body is white space where a member is required',
    'must',
    () => fc.constantFrom(...BLANKS),
    requiresMembers,
  ),
  textAnomaly(
    'blank-body-nothing-required',
    'The body is white space where nothing is required',
    'contested',
    () => fc.constantFrom(...BLANKS),
    (operation) => !requiresMembers(operation),
  ),
];
