import { primaryContact } from '../../generators/values/input.ts';
import { judgeText } from '../../generators/values/judge-text.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { guide } from '../../harness/source.ts';
import { loadPlausible } from '../../spec/load-plausible.ts';
import { shapeOf } from '../steps/contact-values.ts';
import { PRIMARY_OPERATIONS, putAndRead } from '../steps/contacts.ts';

const hyphens = rule({
  id: 'primary-contact/phone-with-hyphens',
  level: 'must',
  since: '0.1.0',
  statement:
    'A phone number with single hyphens between its digits is accepted, as the guide writes one, and comes back as it was put.',
  source: guide('Phone number and email address requirements', 'ContactInformation › PhoneNumber'),
  operations: PRIMARY_OPERATIONS,
  async check(context) {
    const { contract, target } = context;
    const { shape } =
      shapeOf(context, 'PutContactInformation', ['ContactInformation']).members['PhoneNumber'] ?? {};
    const { phones, places } = loadPlausible();
    const variants = places.flatMap(({ phoneOf, onRequest, members }) => {
      const forms = phones.filter(({ country }) => country === phoneOf).flatMap((entry) => entry.forms);
      const numbers = onRequest ? [] : forms.flatMap(withHyphens);
      const accepted = numbers.filter(
        (number) => shape?.kind === 'string' && judgeText(shape, number) === 'must',
      );
      return accepted.map((PhoneNumber) => ({
        label: PhoneNumber,
        arbitrary: primaryContact(contract, { values: target.values, fixed: { ...members } }).map(
          (contact) => ({
            ...contact,
            PhoneNumber,
          }),
        ),
      }));
    });
    // A number is tried once, at the first place that it fits.
    const tried = [...new Map(variants.toReversed().map((one) => [one.label, one])).values()];
    await context.forEach(tried, (contact) => putAndRead(context.caller, { ContactInformation: contact }));
  },
});

/** The number with a hyphen for each blank between digits, and with the blank behind its country code kept. */
function withHyphens(form: string): string[] {
  const number = form.replaceAll('#', '1');
  const everywhere = number.replaceAll(/(?<=[0-9]) (?=[0-9])/gu, '-');
  const behindCode = number.replaceAll(/(?<=[0-9] .*[0-9]) (?=[0-9])/gu, '-');
  return [...new Set([behindCode, everywhere])].filter((text) => text.includes('-'));
}

export const phoneRules: readonly Rule[] = [hyphens];
