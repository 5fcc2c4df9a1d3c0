import { validInput } from '../../generators/values/input.ts';
import type { Contract, Operation } from '../../spec/contract.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import type { RuleContext } from '../../harness/context.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { readRegions } from '../../harness/resources/region/catalogue.ts';
import type { Read } from '../../harness/resources/expect-unchanged.ts';
import { showsSome } from '../../harness/resources/put-accepted.ts';
import { precondition, draw } from '../../harness/subject.ts';
import { protocol } from '../../harness/source.ts';
import { own } from '../steps/accounts.ts';
import { contactKindOf, CONTACT_KINDS, type ContactKind } from '../steps/contact-kinds.ts';
import { put } from '../steps/contacts.ts';
import { LIST } from '../../harness/resources/region/list.ts';
import { STATUS, ownSubject, shown } from '../../harness/resources/region/changeable.ts';
import { Blocked } from '../../harness/errors.ts';
import { contactOf, ofKind, withContact } from './broken-contacts.ts';

/** Hazardous strings: texts that decoders, patterns, queries and databases of careless services choke on. */
const HAZARDOUS = [
  '\ud800',
  'a\udfffz',
  '\u0000',
  'a\u0000z',
  '\ufffe',
  '\n',
  '%',
  '%zz',
  '(',
  '[',
  '\\',
  '"',
  '__proto__',
];

/** Members that are text, and lists of texts, each with what makes a member of a text. */
function textMembers({ input }: Operation): [name: string, valueOf: (text: string) => Json][] {
  return Object.entries(input.members).flatMap(([name, { shape }]): [string, (text: string) => Json][] => {
    if (shape.kind === 'string') return [[name, (text) => text]];
    return shape.kind === 'list' && shape.member.kind === 'string' ? [[name, (text) => [text]]] : [];
  });
}

/** One rule per operation, for the members that stand at the top of its input. */
export function hazardousStringsRules({ operations }: Contract): Rule[] {
  return Object.values(operations)
    .filter((operation) => operation.editions.includes('guide-2024') && textMembers(operation).length > 0)
    .map((operation) =>
      rule({
        id: `errors/awkward-texts/${operation.name}`,
        level: 'must',
        since: '0.1.0',
        statement: `${operation.name} never fails with a server error, whatever text a member holds: half a surrogate pair, NUL, a bracket, an escape.`,
        source: protocol('restJson1: strings are Unicode text'),
        operations: [...new Set([operation.name, ...controlOperations(operation)])],
        judges: [operation.name],
        check: (context) => survivesTexts(context, operation),
      }),
    );
}

function controlOperations(operation: Operation): string[] {
  const kind = contactKindOf(operation);
  return kind ? [kind.put, kind.get] : [STATUS, LIST];
}

async function survivesTexts(context: RuleContext, operation: Operation): Promise<void> {
  const { caller, contract, target } = context;
  // The signing region, which is enabled by default: no change of it is accepted.
  const input = draw(
    ownSubject(context),
    'input',
    validInput(contract, operation.name, { values: target.values }),
  );
  await answersOtherwise(context, operation);
  for (const [name, valueOf] of textMembers(operation)) {
    for (const text of HAZARDOUS)
      await caller
        .expect(operation.name, { ...input, [name]: valueOf(text) }, { provokes: ['body'] })
        .toAnswer({ kind: 'no-server-error' });
  }
}

/** The control: what the operation is about can be written and read. */
async function answersOtherwise(context: RuleContext, operation: Operation): Promise<void> {
  const kind = contactKindOf(operation);
  const subject = own(context.caller);
  await precondition(async () => {
    if (kind) {
      const [value = {}] = draw(ownSubject(context), 'contact', kind.values(context, 1));
      await put(subject.caller, value, subject.account);
      await showsSome(ownSubject(context), readOf(kind, value), kind.shown(value));
      return;
    }
    const [listed] = Object.entries(await readRegions(subject.caller));
    if (!listed) throw new Blocked('no region is listed');
    const [RegionName, status] = listed;
    await subject.caller.expect(STATUS, { RegionName }).toReturn(shown(RegionName, status));
  });
}

/** In every member, alone and within a text. */
async function survivesSurrogates(context: RuleContext, kind: ContactKind): Promise<void> {
  const subject = own(context.caller);
  const [sent = {}] = draw({ context, ...subject }, 'contact', kind.values(context, 1));
  const contact = contactOf(kind, sent);
  await precondition(async () => {
    await put(subject.caller, sent, subject.account);
    await showsSome(ownSubject(context), readOf(kind, sent), kind.shown(sent));
  });
  for (const name of Object.keys(contact)) {
    for (const text of ['\ud800', 'a\udfffz']) {
      const input = withContact(kind, { ...contact, [name]: text });
      await subject.caller
        .expect(kind.put, input, { provokes: ['body'] })
        .toAnswer({ kind: 'no-server-error' });
    }
  }
}

function loneSurrogates(kind: ContactKind): Rule {
  const { common } = ofKind(kind);
  return rule({
    ...common,
    id: `errors/lone-surrogates/${kind.put}`,
    statement: `A lone surrogate in any member of the contact does not make ${kind.put} fail with a server error.`,
    source: protocol('restJson1: strings are Unicode text'),
    check: (context) => survivesSurrogates(context, kind),
  });
}

export const loneSurrogatesRules: readonly Rule[] = CONTACT_KINDS.map(loneSurrogates);

function readOf({ get, key }: ContactKind, value: JsonObject): Read {
  return { operation: get, input: key(value) };
}
