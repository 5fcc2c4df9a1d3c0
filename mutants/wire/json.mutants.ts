import { Refusal } from '../../reference/core/refusal.ts';
import type { Json } from '../../spec/json.ts';
import type { Compose, Mutant } from '../mutant.ts';
import { START_UPDATE } from '../operators/known-accounts.ts';
import { withCaller } from '../operators/wrap-handler.ts';

export const jsonMutants: readonly Mutant[] = [
  {
    id: 'written/object-on-one-line-only',
    fault: 'A body that ends in a line break is refused.',
    kind: 'written',
    rule: 'wire/json-forms/ListRegions',
    also: ['wire/json-forms/*'],
    because: 'no success',
    compose: (parts) => ({
      ...parts,
      parseBody: (body, errorName) => {
        if (body.at(-1) === '\n'.charCodeAt(0)) throw new Refusal(errorName, 'The request body is not JSON.');
        return parts.parseBody(body, errorName);
      },
    }),
  },
  {
    id: 'written/ascii-escapes-kept',
    fault:
      'Escapes of ASCII letters and marks are not decoded, as no serializer of its own language writes them.',
    kind: 'written',
    rule: 'wire/json-forms/PutAlternateContact',
    also: ['wire/json-forms/GetAlternateContact', 'wire/json-forms/DeleteAlternateContact'],
    compose: (parts) => ({
      ...parts,
      parseBody: (body, errorName) => {
        const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);
        const kept = text.replaceAll(/\\u00(?=[2-7])/gi, '\\\\u00');
        return parts.parseBody(kept === text ? body : new TextEncoder().encode(kept), errorName);
      },
    }),
  },
  {
    id: 'written/escaped-slash-kept',
    fault: 'A slash that is escaped keeps its backslash.',
    kind: 'written',
    rule: 'wire/json-forms/PutContactInformation',
    compose: (parts) => ({
      ...parts,
      parseBody: (body, errorName) => {
        const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);
        const kept = text.replaceAll('\\/', '\\\\/');
        return parts.parseBody(kept === text ? body : new TextEncoder().encode(kept), errorName);
      },
    }),
  },
  {
    id: 'written/form-feed-as-white-space',
    fault: 'A form feed between tokens is white space, as it is in other languages.',
    kind: 'written',
    rule: 'wire/json/other-white-space/PutAlternateContact',
    also: ['wire/json/other-white-space/*'],
    because: 'no refusal',
    compose: readBodyAs((text) => reread(text, text.replaceAll('\f', ' '))),
  },
  {
    id: 'written/brackets-alike',
    fault: 'Each closing bracket closes whatever is open.',
    kind: 'written',
    rule: 'wire/json/wrong-bracket/ListRegions',
    also: ['wire/json/wrong-bracket/*'],
    because: 'no refusal',
    compose: readBodyAs((text) => reread(text, closedRight(text))),
  },
  {
    id: 'written/list-body-unwrapped',
    fault: 'A list as the body is taken for its first element.',
    kind: 'written',
    rule: 'wire/json/array-root/PutContactInformation',
    because: '200 with an empty body',
    compose: readBodyAs((text) => {
      if (!text.startsWith('[')) return undefined;
      const list = JSON.parse(text) as readonly Json[];
      return list[0];
    }),
  },
  {
    id: 'written/byte-order-mark-crash',
    fault: 'A byte order mark ends in a server error.',
    kind: 'written',
    rule: 'wire/json/byte-order-mark/GetAlternateContact',
    because: '500',
    compose: readBodyAs((text) => {
      if (text.startsWith('\ufeff')) throw new Error('unexpected character');
      return undefined;
    }),
  },
  {
    id: 'written/deep-nesting-crash',
    fault: 'A body that is nested deeply ends in a server error.',
    kind: 'written',
    rule: 'wire/json/deep-nesting/ListRegions',
    because: '500',
    compose: readBodyAs((text) => {
      if (/[[{]{500}|(?:\{"[^"]*":){200}/.test(text)) throw new Error('stack overflow');
      return undefined;
    }),
  },
  {
    id: 'written/huge-text-drops-connection',
    fault: 'A large body makes the service drop the connection.',
    kind: 'written',
    rule: 'wire/json/huge-string/PutContactInformation',
    also: ['wire/whole-answer'],
    because: 'no whole answer',
    compose: (parts) => {
      let large = false;
      return {
        ...parts,
        parseBody: (body, errorName) => {
          large = body.byteLength > 50_000;
          return parts.parseBody(body, errorName);
        },
        writeError: (refusal, whole) => {
          if (large) throw new Error('out of memory');
          return parts.writeError(refusal, whole);
        },
        writeSuccess: (operation, output, whole) => {
          if (large) throw new Error('out of memory');
          return parts.writeSuccess(operation, output, whole);
        },
      };
    },
  },
  {
    id: 'written/lone-surrogate-crash',
    fault: 'A lone surrogate ends in a server error.',
    kind: 'written',
    rule: 'wire/json/lone-surrogate/PutAlternateContact',
    because: '500',
    compose: readBodyAs((text) => {
      if (/\\ud[89a-f]/i.test(text)) encodeURIComponent(String(JSON.parse('"\\ud800"')));
      return undefined;
    }),
  },
  {
    id: 'written/no-json-counts-as-empty',
    fault: 'A body that cannot be read counts as an empty one.',
    kind: 'written',
    rule: 'wire/json/no-json/GetContactInformation',
    because: '200',
    compose: readBodyAs((text) => {
      try {
        JSON.parse(text);
        return undefined;
      } catch {
        return {};
      }
    }),
  },
  {
    id: 'written/null-body-counts-as-empty',
    fault: 'The body null counts as an empty object.',
    kind: 'written',
    rule: 'wire/json/null-root/ListRegions',
    because: '200',
    compose: readBodyAs((text) => (text.trim() === 'null' ? {} : undefined)),
  },
  {
    id: 'written/single-quotes-accepted',
    fault: 'Single quotes do for double ones.',
    kind: 'written',
    rule: 'wire/json/single-quotes/PutAlternateContact',
    because: '200 with an empty body',
    compose: readBodyAs((text) => {
      try {
        return text.startsWith("{'") ? (JSON.parse(text.replaceAll("'", '"')) as Json) : undefined;
      } catch {
        return undefined;
      }
    }),
  },
  {
    id: 'written/trailing-comma-accepted',
    fault: 'A comma before the last brace is passed over.',
    kind: 'written',
    rule: 'wire/json/trailing-comma/DeleteAlternateContact',
    because: '200 with an empty body',
    compose: readBodyAs((text) => {
      const shorter = text.replace(/,\s*\}\s*$/, '}');
      return shorter === text ? undefined : (JSON.parse(shorter) as Json);
    }),
  },
  {
    id: 'written/trailing-garbage-accepted',
    fault: 'What follows the last brace of a body is not read.',
    kind: 'written',
    rule: 'wire/json/trailing-garbage/PutAlternateContact',
    because: '200 with an empty body',
    compose: readBodyAs((text) => {
      try {
        return JSON.parse(text.slice(0, text.lastIndexOf('}') + 1)) as Json;
      } catch {
        return undefined;
      }
    }),
  },
  {
    id: 'written/broken-off-start-is-pending',
    fault:
      'An update is pending as soon as its members are read, also where more follows and the body is refused.',
    kind: 'written',
    edition: 'current',
    rule: 'wire/json/trailing-garbage/StartPrimaryEmailUpdate',
    because: 'ACCEPTED',
    compose: (parts) => {
      let asked = '';
      return {
        ...parts,
        route: (request, all) => {
          const operation = parts.route(request, all);
          asked = operation.name;
          return operation;
        },
        parseBody: (body, errorName) => {
          const text = new TextDecoder().decode(body);
          const [, account] = /"AccountId":"(\d+)"/.exec(text) ?? [];
          const [, email] = /"PrimaryEmail":"([^"\\]+)"/.exec(text) ?? [];
          if (asked === START_UPDATE && account !== undefined && email !== undefined)
            parts.store.putEmailUpdate(account, email);
          return parts.parseBody(body, errorName);
        },
      };
    },
  },
  {
    id: 'written/truncated-body-written',
    fault: 'A body is stored while it is read, also when it breaks off.',
    kind: 'written',
    rule: 'wire/json/truncated-at-token/PutAlternateContact',
    because: 'GetAlternateContact',
    compose: withCaller((parts, caller) => ({
      ...parts,
      parseBody: (body, errorName) => {
        try {
          return parts.parseBody(body, errorName);
        } catch (error) {
          const text = new TextDecoder().decode(body);
          const [, type] = /"AlternateContactType":"([A-Z]+)"/.exec(text) ?? [];
          const [, title] = /"Name":"([^"\\]*)"/.exec(text) ?? [];
          const before = type === undefined ? undefined : parts.store.alternateContact(caller(), type);
          if (type !== undefined && before)
            parts.store.putAlternateContact(caller(), type, { ...before, Name: title ?? 'broken off' });
          throw error;
        }
      },
    })),
  },
  {
    id: 'written/form-body-accepted',
    fault: 'A body in the form of a web form is read too.',
    kind: 'written',
    rule: 'wire/json/web-form/PutAlternateContact',
    because: '200',
    compose: (parts) => ({
      ...parts,
      parseBody: (body, errorName) => {
        const text = new TextDecoder().decode(body);
        return /^\w+=/.test(text)
          ? Object.fromEntries(new URLSearchParams(text))
          : parts.parseBody(body, errorName);
      },
    }),
  },
];

/** Reads the text of a body in another way first; `undefined`, or JSON that is none: in the usual one. */
function readBodyAs(read: (text: string, bytes: Uint8Array) => Json | undefined): Compose {
  return (parts) => ({
    ...parts,
    parseBody: (body, errorName) => {
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);
      const value = orUndefined(() => read(text, body));
      const usual = value === undefined ? body : new TextEncoder().encode(JSON.stringify(value));
      return parts.parseBody(usual, errorName);
    },
  });
}

/** What a lenient reader makes of a body that it mends first; `undefined`: there was nothing to mend. */
function reread(text: string, mended: string): Json | undefined {
  return mended === text ? undefined : (JSON.parse(mended) as Json);
}

/** The text with each closing bracket of the kind that was opened. */
function closedRight(text: string): string {
  const open: string[] = [];
  return text.replaceAll(/"(?:\\.|[^"\\])*"|[{}[\]]/g, (token) => {
    if (token === '{' || token === '[') open.push(token === '{' ? '}' : ']');
    return token === '}' || token === ']' ? (open.pop() ?? token) : token;
  });
}

function orUndefined(read: () => Json | undefined): Json | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
