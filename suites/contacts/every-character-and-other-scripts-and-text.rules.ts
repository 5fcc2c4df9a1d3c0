import { type Rule, rule } from '../../harness/rule.ts';
import { guide } from '../../harness/source.ts';
import { alternates, anyText, one, shapeOf, disputed } from '../steps/contact-values.ts';
import { CONTACT_OPERATIONS, putAndRead, reads } from '../steps/contacts.ts';
import { everyCharacterAndLength, otherScripts, hazardousTexts } from '../../generators/text/stored-texts.ts';
import { precondition } from '../../harness/subject.ts';

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

const alternateTexts = rule({
  id: 'contacts/text-stays-text',
  level: 'must',
  since: '0.1.0',
  statement: 'Text in an alternate contact that has a meaning in other formats comes back as it was put.',
  source: guide('PutAlternateContact', 'GetAlternateContact › Response Elements'),
  operations: CONTACT_OPERATIONS,
  async check(context) {
    anyText(context);
    const base = one(context, 'contact', alternates(context));
    const shape = shapeOf(context, 'PutAlternateContact', []);
    await context.forEach(hazardousTexts(shape, base), (contact) => putAndRead(context.caller, contact));
  },
});

const alternateDisputed = rule({
  id: 'contacts/disputed-text-kept-or-refused',
  level: 'must',
  since: '0.1.0',
  statement:
    'An alternate contact with a text that may be accepted or refused either comes back as it was put or leaves the stored contact as it was.',
  source: guide('PutAlternateContact', 'GetAlternateContact › Response Elements'),
  operations: CONTACT_OPERATIONS,
  async check(context) {
    anyText(context);
    const { caller, contract } = context;
    const base = one(context, 'contact', alternates(context));
    const variants = disputed(shapeOf(context, 'PutAlternateContact', []), base);
    let last = base;
    await precondition(() => putAndRead(caller, base));
    await context.forEach(variants, async ({ contact, kept }) => {
      const { status } = await caller.call('PutAlternateContact', contact, { provokes: ['body'] });
      const accepted = status === contract.operations['PutAlternateContact']?.successStatus;
      if (kept || !accepted) await reads(caller, accepted ? contact : last);
      if (kept && accepted) last = contact;
      else if (accepted) await precondition(() => putAndRead(caller, last));
    });
  },
});

export const textRules: readonly Rule[] = [alternateTexts, alternateDisputed];
