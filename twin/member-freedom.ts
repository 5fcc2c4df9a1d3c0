import type { Dialect } from './dialects/axes.ts';
import { isImplausible } from './plausible-values.ts';

const TOLL_FREE = /^(\d{0,3}800|18(33|44|55|66|77|88))/;
/** Country codes of one digit and of two (ITU E.164); all others have three. */
const COUNTRY_CODE = /^(1|7|20|27|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;

/** Whether this service refuses a text that keeps the documented length, pattern and values, as the contract lets it. */
export function refusesText(member: string, text: string, choices: Dialect): boolean {
  if (choices.valueChecks === 'plausible' && isImplausible(member, text)) return true;
  switch (member) {
    case 'EmailAddress':
      return refusesPatterned(text, choices) || (choices.mailPipe === 'refused' && text.includes('|'));
    case 'PhoneNumber':
      return refusesPatterned(text, choices) || refusesPhone(text, choices);
    case 'ContactInformation.PhoneNumber':
      return (
        refusesPatterned(text, choices) ||
        (choices.phoneWithoutDigit === 'refused' && !/\d/.test(text)) ||
        (choices.phoneProse === 'refused' && againstProse(text))
      );
    case 'ContactInformation.CountryCode':
      return refusesCountry(text, choices);
    case 'ContactInformation.WebsiteUrl':
      return choices.websiteText === 'refused' && !isUrl(text);
    default:
      return refusesOpenText(text, choices);
  }
}

function refusesPatterned(text: string, choices: Dialect): boolean {
  if (choices.otherWhiteSpace === 'refused' && /[^\S ]/.test(text)) return true;
  return choices.outerWhiteSpace === 'refused' && text.trim() !== text;
}

function refusesPhone(text: string, choices: Dialect): boolean {
  if (!/\d/.test(text)) return choices.phoneWithoutDigit === 'refused';
  return choices.shortPhone === 'refused' && (text.length === 1 || !/\d$/.test(text));
}

/** Leading zeros and blanks as the guide words them, hyphens that stand between no digits, and toll-free numbers. */
function againstProse(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  return (
    digits.startsWith('0') ||
    digits.replace(COUNTRY_CODE, '').startsWith('0') ||
    TOLL_FREE.test(digits) ||
    /(^|\D)-|-(\D|$)/.test(text) ||
    text.includes('  ')
  );
}

function refusesCountry(text: string, { countryCase, unknownCountry }: Dialect): boolean {
  if (countryCase === 'refused' && text.toUpperCase() !== text) return true;
  return unknownCountry === 'refused' && !isCountry(text.toUpperCase());
}

/** ISO 3166 codes have a name in the language's own tables; that the name of `ZZ` is known too makes no difference here. */
function isCountry(code: string): boolean {
  if (!/^[A-Z]{2}$/.test(code)) return false;
  return new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(code) !== undefined;
}

function isUrl(text: string): boolean {
  return /^https?:\/\/[^\s/]/.test(text) && URL.canParse(text);
}

function refusesOpenText(text: string, choices: Dialect): boolean {
  const kinds = kindsOf(text);
  return (
    (kinds.has('blank') && choices.blankText === 'refused') ||
    (kinds.has('outer-white-space') && choices.outerWhiteSpace === 'refused') ||
    (kinds.has('astral') && choices.astralText === 'refused') ||
    (kinds.has('unusual') && choices.unusualText === 'refused') ||
    (kinds.has('other-scripts') && choices.otherScripts === 'refused')
  );
}

/**
 * What the contract says of a text for which only a length is documented. Read from its prose and not from the zones of
 * spec/account.openapi.yaml, which the rules go by: a zone that is drawn too narrowly would excuse itself.
 */
type TextKind = 'plain' | 'blank' | 'outer-white-space' | 'astral' | 'unusual' | 'other-scripts';

function kindsOf(text: string): Set<TextKind> {
  const kinds = new Set<TextKind>();
  if (text.trim() === '') kinds.add('blank');
  else if (text.trim() !== text) kinds.add('outer-white-space');
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0x20 && code < 0x7f) continue;
    if (code > 0xffff) kinds.add('astral');
    else kinds.add(/^[\p{L}\p{M}]$/u.test(character) ? 'other-scripts' : 'unusual');
  }
  return kinds.size > 0 ? kinds : new Set<TextKind>(['plain']);
}
