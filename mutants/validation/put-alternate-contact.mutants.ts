import type { Mutant } from '../mutant.ts';
import { coerceMembers } from '../operators/members.ts';
import { changeTexts, storeAlternate } from '../operators/store-contact.ts';
import { withCaller } from '../operators/wrap-handler.ts';

export const putAlternateContactMutants: readonly Mutant[] = [
  {
    id: 'written/validated-on-create-only',
    fault: 'A contact that replaces another is not validated.',
    kind: 'written',
    rule: 'validation/PutAlternateContact/Name/max-length/refuses',
    because: '200 with an empty body',
    compose: withCaller((parts, caller) => ({
      ...parts,
      validate: (shape, input, whole) => {
        const { AlternateContactType: type, EmailAddress: email } = input;
        const replaces =
          email !== undefined && typeof type === 'string' && parts.store.alternateContact(caller(), type);
        return replaces ? [] : parts.validate(shape, input, whole);
      },
    })),
  },
  {
    id: 'written/lists-joined',
    fault: 'A list in place of a text is joined.',
    kind: 'written',
    rule: 'validation/PutAlternateContact/Name/type/refuses',
    because: '200 with an empty body',
    compose: coerceMembers((value, { kind }) =>
      kind === 'string' && Array.isArray(value) ? value.join(',') : value,
    ),
  },
  {
    id: 'written/numbers-become-text',
    fault: 'A number in place of a text is taken as its digits.',
    kind: 'written',
    rule: 'validation/PutAlternateContact/Name/type/refuses',
    because: '200 with an empty body',
    compose: coerceMembers((value, { kind }) =>
      kind === 'string' && typeof value === 'number' ? String(value) : value,
    ),
  },
  {
    id: 'written/pattern-open-at-start',
    fault: 'A pattern may match from anywhere within the text.',
    kind: 'written',
    rule: 'validation/PutAlternateContact/PhoneNumber/pattern/refuses',
    because: '200 with an empty body',
    compose: (parts) => ({
      ...parts,
      checks: {
        ...parts.checks,
        matches: (pattern, text) => parts.checks.matches(pattern.replace(/^\^/, ''), text),
      },
    }),
  },
  {
    id: 'written/title-truncated',
    fault: 'A title is cut off after 49 characters.',
    kind: 'written',
    rule: 'validation/PutAlternateContact/Title/max-length/accepts',
    because: 'Title',
    compose: storeAlternate((contact) => changeTexts(contact, (text) => text.slice(0, 49), ['Title'])),
  },
  {
    id: 'written/refused-put-deletes',
    fault: 'A put that is refused deletes the contact that it would have replaced.',
    kind: 'written',
    rule: 'validation/PutAlternateContact/Title/max-length/refuses',
    because: 'GetAlternateContact',
    compose: withCaller((parts, caller) => ({
      ...parts,
      validate: (shape, input, whole) => {
        const faults = parts.validate(shape, input, whole);
        const { AlternateContactType: type } = input;
        if (faults.length > 0 && typeof type === 'string') parts.store.deleteAlternateContact(caller(), type);
        return faults;
      },
    })),
  },
  {
    id: 'written/empty-title-accepted',
    fault: 'A contact whose title is an empty text is accepted.',
    kind: 'written',
    rule: 'validation/PutAlternateContact/Title/min-length/refuses',
    because: '200 with an empty body',
    compose: (parts) => ({
      ...parts,
      validate: (shape, input, whole) =>
        parts.validate(shape, input, whole).filter(({ path }) => path !== 'Title' || input['Title'] !== ''),
    }),
  },
  {
    id: 'written/null-title-as-text',
    fault: 'A null in place of the title is stored as the text null.',
    kind: 'written',
    rule: 'validation/PutAlternateContact/Title/null/refuses',
    because: '200 with an empty body',
    compose: coerceMembers((value, _shape, name) => (name === 'Title' && value === null ? 'null' : value)),
  },
  {
    id: 'written/title-read-as-latin-1',
    fault: 'The bytes of a title are stored as if they were Latin-1.',
    kind: 'written',
    rule: 'validation/PutAlternateContact/Title/other-scripts/accepts',
    because: 'Title',
    compose: storeAlternate((contact) =>
      changeTexts(contact, (text) => Buffer.from(text, 'utf8').toString('latin1'), ['Title']),
    ),
  },
  {
    id: 'written/booleans-become-text',
    fault: 'A boolean in place of a text is taken as its word.',
    kind: 'written',
    rule: 'validation/PutAlternateContact/Title/type/refuses',
    because: '200 with an empty body',
    compose: coerceMembers((value, { kind }) =>
      kind === 'string' && typeof value === 'boolean' ? String(value) : value,
    ),
  },
];
