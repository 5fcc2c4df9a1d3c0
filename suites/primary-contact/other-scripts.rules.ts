import { type Rule, rule } from '../../harness/rule.ts';
import { guide } from '../../harness/source.ts';
import { anyText, one, primaries, shapeOf } from '../steps/contact-values.ts';
import { PRIMARY_OPERATIONS, putAndRead } from '../steps/contacts.ts';
import { otherScripts } from '../../generators/text/stored-texts.ts';

const primaryScripts = rule({
  id: 'primary-contact/other-scripts-kept',
  level: 'should',
  since: '0.1.0',
  statement:
    'Letters of other scripts in the primary contact are kept as they are, up to the limit in characters.',
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
