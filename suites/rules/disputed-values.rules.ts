import { judgeText } from '../../generators/values/judge-text.ts';
import { zoneTexts } from '../../generators/text/zone-texts.ts';
import type { StructureShape } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import type { Variant } from '../../harness/properties.ts';
import { precondition, returning } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { CONTACT_OPERATIONS, putAndRead, reads } from './contact-steps.ts';
import {
  alternates,
  anyText,
  one,
  primaries,
  PRIMARY_OPERATIONS,
  putAndReadPrimary,
  shapeOf,
} from './value-steps.ts';

/** Rulings by which a value may come back as another one: trimmed, in capitals. */
const CHANGED = new Set([
  'outer-white-space',
  'white-space-in-patterns',
  'blank-text',
  'contact-type-case',
  'country-code',
]);
interface Disputed {
  readonly contact: JsonObject;
  /** Whether the value comes back as it was put, where it is accepted. */
  readonly kept: boolean;
}

/** A valid contact with one text of each zone in which the contract leaves acceptance open. */
function disputed(shape: StructureShape, base: JsonObject): Variant<Disputed>[] {
  return Object.entries(shape.members).flatMap(([name, { shape: own }]) => {
    if (own.kind !== 'string' || own.format !== null || own.enum) return [];
    return [...new Set(own.zones.map(({ ruling }) => ruling))].flatMap((ruling) =>
      zoneTexts(own, ruling).map(({ label, arbitrary }) => ({
        label: `${name}: ${label}`,
        arbitrary: arbitrary.map((text) => {
          // White space at the ends is a part of most texts that are drawn; it may be gone afterwards.
          const bare = text.trim();
          const kept = !CHANGED.has(ruling) && judgeText(own, bare) !== 'invalid';
          return { contact: { ...base, [name]: kept ? bare : text }, kept };
        }),
      })),
    );
  });
}

const alternateDisputed = rule({
  id: 'contacts/disputed-text-kept-or-refused',
  level: 'must',
  since: '0.1.0',
  statement:
    'An alternate contact with a text that may be accepted or refused comes back as it was put, or leaves the stored one as it was.',
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

const primaryDisputed = rule({
  id: 'primary-contact/disputed-text-kept-or-refused',
  level: 'must',
  since: '0.1.0',
  statement:
    'A primary contact with a text that may be accepted or refused comes back as it was put, or leaves the stored one as it was.',
  source: guide('PutContactInformation', 'GetContactInformation › Response Elements'),
  operations: PRIMARY_OPERATIONS,
  async check(context) {
    anyText(context);
    const { caller, contract } = context;
    const base = one(context, 'contact', primaries(context));
    const variants = disputed(shapeOf(context, 'PutContactInformation', ['ContactInformation']), base);
    let last = base;
    await precondition(() => putAndReadPrimary(context, base));
    await context.forEach(variants, async ({ contact, kept }) => {
      const input = { ContactInformation: contact };
      const { status } = await caller.call('PutContactInformation', input, { provokes: ['body'] });
      const accepted = status === contract.operations['PutContactInformation']?.successStatus;
      if (accepted && !kept) return precondition(() => putAndReadPrimary(context, last));
      const shown = returning({ ContactInformation: accepted ? contact : last });
      await caller.eventually('GetContactInformation', {}, shown);
      if (accepted) last = contact;
    });
  },
});

export const disputedValueRules: readonly Rule[] = [alternateDisputed, primaryDisputed];
