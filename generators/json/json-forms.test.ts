import { expect, test } from 'vitest';
import { JSON_FORMS } from './json-forms.ts';

const VALUE = { Name: 'a "quoted" </b> \\ name', List: ['ENABLED', 'x/y'], Number: 5, Nested: { A: '\n' } };

test.each(JSON_FORMS)('$label: other bytes that mean the same', ({ write }) => {
  const text = write(VALUE);
  expect(text).not.toBe(JSON.stringify(VALUE));
  expect(JSON.parse(text)).toEqual(VALUE);
});

test.each(JSON_FORMS)('$label: the empty object stays one', ({ write }) => {
  expect(JSON.parse(write({}))).toEqual({});
});
