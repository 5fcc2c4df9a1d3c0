import { type Rule, rule } from '../../harness/rule.ts';
import { precondition } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { anyText, one, primaries, shapeOf, disputed } from '../steps/contact-values.ts';
import { PRIMARY_OPERATIONS, putAndRead, reads } from '../steps/contacts.ts';
import { hazardousTexts, otherScripts } from '../../generators/text/stored-texts.ts';

const primaryTexts = rule({
  id: 'primary-contact/text-stays-text',
  level: 'must',
  since: '0.1.0',
  statement: 'Text in the primary contact that has a meaning in other formats comes back as it was put.',
  source: guide('PutContactInformation', 'GetContactInformation › Response Elements'),
  operations: PRIMARY_OPERATIONS,
  async check(context) {
    anyText(context);
    const base = one(context, 'contact', primaries(context));
    const shape = shapeOf(context, 'PutContactInformation', ['ContactInformation']);
    await context.forEach(hazardousTexts(shape, base), (contact) =>
      putAndRead(context.caller, { ContactInformation: contact }),
    );
  },
});

const primaryDisputed = rule({
  id: 'primary-contact/disputed-text-kept-or-refused',
  level: 'must',
  since: '0.1.0',
  statement:
    'A primary contact with a text that may be accepted or refused either comes back as it was put or leaves the stored contact as it was.',
  source: guide('PutContactInformation', 'GetContactInformation › Response Elements'),
  operations: PRIMARY_OPERATIONS,
  async check(context) {
    anyText(context);
    const { caller, contract } = context;
    const base = one(context, 'contact', primaries(context));
    const variants = disputed(shapeOf(context, 'PutContactInformation', ['ContactInformation']), base);
    let last = base;
    await precondition(() => putAndRead(context.caller, { ContactInformation: base }));
    await context.forEach(variants, async ({ contact, kept }) => {
      const input = { ContactInformation: contact };
      const { status } = await caller.call('PutContactInformation', input, { provokes: ['body'] });
      const accepted = status === contract.operations['PutContactInformation']?.successStatus;
      if (accepted && !kept)
        return precondition(() => putAndRead(context.caller, { ContactInformation: last }));
      await reads(caller, { ContactInformation: accepted ? contact : last });
      if (accepted) last = contact;
    });
  },
});

export const textRules: readonly Rule[] = [primaryTexts, primaryDisputed];

const primaryScripts = rule({
  id: 'primary-contact/other-scripts-kept',
  level: 'should',
  since: '0.1.0',
  statement:
    'Letters of other scripts in the primary contact are kept unchanged, up to the limit in characters.',
  source: guide('ContactInformation') + '; model: string length',
  operations: PRIMARY_OPERATIONS,
  async check(context) {
    anyText(context);
    const base = one(context, 'contact', primaries(context));
    const shape = shapeOf(context, 'PutContactInformation', ['ContactInformation']);
    await context.forEach(otherScripts(shape, base), (contact) =>
      putAndRead(context.caller, { ContactInformation: contact }),
    );
  },
});

export const otherScriptsRules: readonly Rule[] = [primaryScripts];
