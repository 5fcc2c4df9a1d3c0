import { type Rule, rule } from '../../harness/rule.ts';
import { guide } from '../../harness/source.ts';
import { alternates, anyText, one, shapeOf } from '../steps/contact-values.ts';
import { CONTACT_OPERATIONS, putAndRead } from '../steps/contacts.ts';
import { everyCharacterAndLength, otherScripts } from '../../generators/text/stored-texts.ts';

const alternateCharacters = rule({
  id: 'contacts/every-character-and-length',
  level: 'must',
  since: '0.1.0',
  statement:
    'Free text in an alternate contact is kept with every printable ASCII character and at every length.',
  source: guide('PutAlternateContact › Request Parameters'),
  operations: CONTACT_OPERATIONS,
  async check(context) {
    anyText(context);
    const base = one(context, 'contact', alternates(context));
    const shape = shapeOf(context, 'PutAlternateContact', []);
    await context.forEach(everyCharacterAndLength(shape, base), (contact) =>
      putAndRead(context.caller, contact),
    );
  },
});

export const everyCharacterRules: readonly Rule[] = [alternateCharacters];

const alternateScripts = rule({
  id: 'contacts/other-scripts-kept',
  level: 'should',
  since: '0.1.0',
  statement:
    'Letters of other scripts in an alternate contact are kept unchanged, up to the limit in characters.',
  source: guide('PutAlternateContact › Request Parameters') + '; model: string length',
  operations: CONTACT_OPERATIONS,
  async check(context) {
    anyText(context);
    const base = one(context, 'contact', alternates(context));
    const shape = shapeOf(context, 'PutAlternateContact', []);
    await context.forEach(otherScripts(shape, base), (contact) => putAndRead(context.caller, contact));
  },
});

export const otherScriptsRules: readonly Rule[] = [alternateScripts];
