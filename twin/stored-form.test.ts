import { expect, test } from 'vitest';
import { dialect, type Dialect } from './dialects/axes.ts';
import { storedForm } from './service.ts';

const stored = (outerWhiteSpace: Dialect['outerWhiteSpace'], member: string, value: string) =>
  storedForm({ [member]: value }, 'primary', dialect({ outerWhiteSpace }))[member];

test.each(['live', 'trimmed', 'trimmed-first'] as const)(
  '%s: a value is trimmed, but into none that may not be returned',
  (how) => {
    expect(stored(how, 'PhoneNumber', '+1 206 ')).toBe('+1 206');
    expect(stored(how, 'PhoneNumber', '+ ')).toBe('+ ');
    expect(stored(how, 'FullName', ' Jane ')).toBe('Jane');
    expect(stored(how, 'FullName', '  ')).toBe('  ');
  },
);

test('where outer white space is kept, it is', () => {
  expect(stored('kept', 'PhoneNumber', '+1 206 ')).toBe('+1 206 ');
  expect(stored('live', 'CompanyName', ' Example ')).toBe(' Example ');
});
