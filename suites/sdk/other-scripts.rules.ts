import fc from 'fast-check';
import { alternateContact } from '../../generators/values/input.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { RuleContext } from '../../harness/context.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { precondition, returning } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { CONTACT_OPERATIONS, put, reads, typeOf } from '../steps/contacts.ts';
import { succeedsThrough, withSdk } from './client.ts';

/** Letters beyond ASCII of one to three bytes each; no marks, no astral characters. */
const LETTERS = 'äöüßéèñçøåłžαβγδωжщяюאבגدمکकखग日本語한국어';

const otherScripts = rule({
  id: 'sdk/other-scripts',
  level: 'should',
  since: '0.1.0',
  statement: 'Letters of other scripts that the SDK sends come back to it as they were.',
  source: guide('PutAlternateContact'),
  operations: CONTACT_OPERATIONS,
  async check(context) {
    await withSdk(context, context.caller, (sdk) =>
      context.forAny(withLetters(context), async (contact) => {
        await precondition(() => put(context.caller, { ...contact, Name: 'Plain', Title: 'Plain' }));
        const putting = context.contract.operations['PutAlternateContact'];
        const getting = context.contract.operations['GetAlternateContact'];
        if (!putting || !getting) return;
        await succeedsThrough(sdk, putting, contact, { kind: 'success' });
        await reads(context.caller, contact);
        await succeedsThrough(sdk, getting, typeOf(contact), returning({ AlternateContact: contact }));
      }),
    );
  },
});

function withLetters({ contract, target }: RuleContext): fc.Arbitrary<JsonObject> {
  const text = fc.string({ unit: fc.constantFrom(...Array.from(LETTERS)), minLength: 1, maxLength: 40 });
  return fc
    .tuple(alternateContact(contract, { values: target.values }), text, text)
    .map(([contact, Name, Title]) => ({ ...contact, Name, Title }));
}

export const otherScriptsRules: readonly Rule[] = [otherScripts];
