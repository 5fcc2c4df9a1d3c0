import { validInput } from '../../generators/values/input.ts';
import type { Contract, Operation, StringShape } from '../../spec/contract.ts';
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

/** What patterns of a kind go back and forth over: a run of what several parts of them may hold, then what none may. */
interface Backtracking {
  fits(shape: StringShape): boolean;
  texts(count: number): readonly string[];
}

const BACKTRACKING: readonly Backtracking[] = [
  { fits: () => true, texts: (count) => [`${'a'.repeat(count)}"`, `${' '.repeat(count)}"`] },
  {
    fits: ({ pattern }) => pattern?.includes('@') === true,
    texts: (count) => [`a@${'a.'.repeat(count)}"`, `${'a.'.repeat(count)}@`, `${'a-'.repeat(count)}"`],
  },
  {
    fits: ({ pattern }) => pattern?.includes('0-9()') === true,
    texts: (count) => [`+${'1'.repeat(count)}x`, `+1${' 1'.repeat(count / 2)}x`, `+${'-'.repeat(count)}x`],
  },
  {
    fits: ({ zones }) => zones.some(({ pattern }) => pattern?.includes('http') === true),
    texts: (count) => [`http://${'a.'.repeat(count)}"`],
  },
];

/** Short enough for a check of the length to let it through, and far longer. */
const COUNTS = [30, 50_000];

function backtrackingTexts(shape: StringShape): string[] {
  const kinds = BACKTRACKING.filter(({ fits }) => fits(shape));
  return COUNTS.flatMap((count) => kinds.flatMap(({ texts }) => texts(count)));
}

type TextMember = readonly [name: string, shape: StringShape, valueOf: (text: string) => Json];

/** Members that are text, and lists of texts, each with what makes a member of a text. */
function topTextMembers({ input }: Operation): TextMember[] {
  return Object.entries(input.members).flatMap(([name, { shape }]): TextMember[] => {
    if (shape.kind === 'string') return [[name, shape, (text) => text]];
    return shape.kind === 'list' && shape.member.kind === 'string'
      ? [[name, shape.member, (text) => [text]]]
      : [];
  });
}

/** The same, and the texts of structures, with what else they hold in a valid input. */
function textMembers(operation: Operation, valid: JsonObject): TextMember[] {
  const nested = Object.entries(operation.input.members).flatMap(([name, { shape }]): TextMember[] =>
    shape.kind === 'structure'
      ? Object.entries(shape.members).flatMap(([inner, member]): TextMember[] =>
          member.shape.kind === 'string'
            ? [[name, member.shape, (text) => ({ ...(valid[name] as JsonObject), [inner]: text })]]
            : [],
        )
      : [],
  );
  return [...topTextMembers(operation), ...nested];
}

/** One rule per operation, for the members that stand at the top of its input. */
export function hazardousStringsRules({ operations }: Contract): Rule[] {
  return Object.values(operations)
    .filter((operation) => operation.editions.includes('guide-2024') && topTextMembers(operation).length > 0)
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

/** One rule per operation, for every text in its input. */
export function backtrackingTextsRules({ operations }: Contract): Rule[] {
  return Object.values(operations)
    .filter((operation) => operation.editions.includes('guide-2024'))
    .map((operation) =>
      rule({
        id: `errors/awkward-texts-in-time/${operation.name}`,
        level: 'must',
        since: '0.1.0',
        statement: `${operation.name} answers in time whatever text a member holds, also one that a pattern goes back and forth over.`,
        source: `${protocol('HTTP, messages')}; project: rulings.yaml › answer-in-time`,
        operations: [...new Set([operation.name, ...controlOperations(operation)])],
        judges: [operation.name],
        check: (context) => answersInTime(context, operation),
      }),
    );
}

async function survivesTexts(context: RuleContext, operation: Operation): Promise<void> {
  const input = await controlled(context, operation);
  for (const [name, , valueOf] of topTextMembers(operation))
    for (const text of HAZARDOUS) await survives(context, operation, { ...input, [name]: valueOf(text) });
}

async function answersInTime(context: RuleContext, operation: Operation): Promise<void> {
  const input = await controlled(context, operation);
  for (const [name, shape, valueOf] of textMembers(operation, input)) {
    for (const text of backtrackingTexts(shape))
      await survives(context, operation, { ...input, [name]: valueOf(text) });
  }
}

/** A valid input, once the operation was seen to answer otherwise. */
async function controlled(context: RuleContext, operation: Operation): Promise<JsonObject> {
  const { contract, target } = context;
  // The signing region, which is enabled by default: no change of it is accepted.
  const options = { values: target.values };
  const input = draw(ownSubject(context), 'input', validInput(contract, operation.name, options));
  await answersOtherwise(context, operation);
  return input;
}

async function survives({ caller }: RuleContext, { name }: Operation, input: JsonObject): Promise<void> {
  await caller.expect(name, input, { provokes: ['body', 'size'] }).toAnswer({ kind: 'no-server-error' });
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
