import type { Mutant } from '../mutant.ts';
import { isJsonObject } from '../../reference/core/request/read-input.ts';

const CLOCK = new Int32Array(new SharedArrayBuffer(4));
/** More than a request is given where mutants are judged. */
const LONGER_THAN_ANYONE_WAITS_MS = 3500;

export const awkwardTextsAndLoneSurrogatesMutants: readonly Mutant[] = [
  {
    id: 'written/lone-surrogate-at-the-top-crash',
    fault: 'A lone surrogate in a member at the top of the input makes the service fail.',
    kind: 'written',
    rule: 'errors/awkward-texts/ListRegions',
    also: ['errors/awkward-texts/*'],
    because: '500',
    compose: (parts) => ({
      ...parts,
      readInput: (shape, input, errorName) => {
        for (const text of Object.values(input).flat())
          if (typeof text === 'string' && !text.isWellFormed()) throw new Error('not well-formed');
        return parts.readInput(shape, input, errorName);
      },
    }),
  },
  {
    id: 'written/mail-pattern-backtracks',
    fault:
      'The pattern of a mail address is gone through again for each letter: many take longer than anyone waits.',
    kind: 'written',
    rule: 'errors/awkward-texts-in-time/PutAlternateContact',
    because: 'no whole answer',
    compose: (parts) => ({
      ...parts,
      checks: {
        ...parts.checks,
        matches: (pattern, text) => {
          // A pattern that does so cannot be stopped once it runs.
          if (pattern.includes('@') && /^a{30}/.test(text))
            Atomics.wait(CLOCK, 0, 0, LONGER_THAN_ANYONE_WAITS_MS);
          return parts.checks.matches(pattern, text);
        },
      },
    }),
  },
  {
    id: 'written/long-run-exhausts-the-matcher',
    fault:
      'A long run of one letter exhausts the stack of what matches patterns, and the connection is dropped.',
    kind: 'written',
    rule: 'errors/awkward-texts-in-time/GetContactInformation',
    also: ['errors/awkward-texts-in-time/*'],
    because: 'no whole answer',
    compose: (parts) => {
      let exhausted = false;
      const orDrop = () => {
        if (exhausted) throw new Error('stack overflow');
      };
      return {
        ...parts,
        parseBody: (body, errorName) => {
          exhausted = /a{30}/.test(new TextDecoder().decode(body));
          return parts.parseBody(body, errorName);
        },
        writeError: (refusal, whole) => {
          orDrop();
          return parts.writeError(refusal, whole);
        },
        writeSuccess: (operation, output, whole) => {
          orDrop();
          return parts.writeSuccess(operation, output, whole);
        },
      };
    },
  },
  {
    id: 'written/page-token-is-a-pattern',
    fault: 'A page token is used as a regular expression: an invalid one makes the service fail.',
    kind: 'written',
    rule: 'errors/awkward-texts/ListRegions',
    because: '500',
    compose: (parts) => ({
      ...parts,
      tokens: {
        ...parts.tokens,
        read: (scope, token) => {
          void new RegExp(token, 'u');
          return parts.tokens.read(scope, token);
        },
      },
    }),
  },
  {
    id: 'written/lone-surrogate-in-title-crash',
    fault: 'A lone surrogate in the title makes the service fail.',
    kind: 'written',
    rule: 'errors/lone-surrogates/PutAlternateContact',
    because: '500',
    compose: (parts) => ({
      ...parts,
      readInput: (shape, input, errorName) => {
        const text = input['Title'];
        if (typeof text === 'string' && !text.isWellFormed()) throw new Error('not well-formed');
        return parts.readInput(shape, input, errorName);
      },
    }),
  },
  {
    id: 'written/lone-surrogate-in-postal-code-crash',
    fault: 'A lone surrogate in the postal code makes the service fail.',
    kind: 'written',
    rule: 'errors/lone-surrogates/PutContactInformation',
    because: '500',
    compose: (parts) => ({
      ...parts,
      readInput: (shape, input, errorName) => {
        const text = isJsonObject(input['ContactInformation']) && input['ContactInformation']['PostalCode'];
        if (typeof text === 'string' && !text.isWellFormed()) throw new Error('not well-formed');
        return parts.readInput(shape, input, errorName);
      },
    }),
  },
];
