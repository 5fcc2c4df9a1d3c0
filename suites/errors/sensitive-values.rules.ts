import type { RuleContext } from '../../harness/context.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { draw, precondition } from '../../harness/subject.ts';
import { own } from '../steps/accounts.ts';
import { CONTACT_KINDS, type ContactKind } from '../steps/contact-kinds.ts';
import { shapeOf } from '../steps/contact-values.ts';
import { put } from '../steps/contacts.ts';
import { NESTED, contactOf, ofKind, withContact } from './broken-contacts.ts';

/** What no message says of itself. */
const MARKER = 'Qzxvkwjq';

function valuesEchoed(kind: ContactKind): Rule {
  const { common, source } = ofKind(kind);
  return rule({
    ...common,
    level: 'contested',
    id: `errors/sensitive-values-echoed/${kind.put}`,
    statement: `${kind.put}: the refusal of a sensitive value (a name, an address, a number) may repeat it or not, which is only observed.`,
    source: `${source}; model: sensitive members; project: rulings.yaml › sensitive-echo`,
    check: (context) => check(context, kind),
  });
}

async function check(context: RuleContext, kind: ContactKind): Promise<void> {
  const { caller, account } = own(context.caller);
  const [value = {}] = draw({ context, caller, account }, 'contact', kind.values(context, 1));
  await precondition(() => put(caller, value));
  const contact = contactOf(kind, value);
  const echoed: string[] = [];
  for (const [name, text] of markedTexts(context, kind)) {
    const input = withContact(kind, { ...contact, [name]: text });
    const answer = await caller.call(kind.put, input, { provokes: ['body'] });
    if (answer.error !== null && JSON.stringify(answer.body ?? '').includes(MARKER)) echoed.push(name);
  }
  context.observe(
    echoed.length === 0 ? 'no refusal repeats its value' : `repeated in the refusal: ${echoed.join(', ')}`,
  );
}

/** A text for each sensitive member that is too long, and holds the marker. */
function markedTexts(context: RuleContext, kind: ContactKind): [name: string, text: string][] {
  const { members } = shapeOf(context, kind.put, NESTED[kind.put] ?? []);
  return Object.entries(members).flatMap(([name, { shape }]): [string, string][] =>
    shape.kind === 'string' && shape.sensitive
      ? [[name, MARKER.padEnd((shape.maxLength ?? 0) + 1, 'a')]]
      : [],
  );
}

export const sensitiveValuesRules: readonly Rule[] = CONTACT_KINDS.map(valuesEchoed);
