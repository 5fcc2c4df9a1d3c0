import { validInput, alternateContact } from '../../generators/values/input.ts';
import type { Contract, Operation } from '../../spec/contract.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { effectCheckOf } from '../../harness/resources/effect-check-of.ts';
import { draw, precondition, returning } from '../../harness/subject.ts';
import { model, guide } from '../../harness/source.ts';
import { withEffectCheck, usualSubject } from '../../harness/usual-subject.ts';
import { succeedsThrough, withSdk, type Sdk } from './client.ts';
import fc from 'fast-check';
import type { JsonObject } from '../../spec/json.ts';
import type { RuleContext } from '../../harness/context.ts';
import { anyText } from '../steps/contact-values.ts';
import { CONTACT_OPERATIONS, put, reads, typeOf } from '../steps/contacts.ts';
import type { AnswerExpectation } from '../../results/record.ts';
import { readList } from '../../harness/resources/region/catalogue.ts';
import { mostPages } from '../../harness/resources/region/list.ts';

function succeeds(operation: Operation): Rule {
  return rule({
    id: `sdk/operation/${operation.name}`,
    level: 'must',
    since: '0.1.0',
    statement: `The SDK calls ${operation.name} and reads its answer.`,
    source: model(operation.name),
    ...withEffectCheck(operation),
    check: async (context) => {
      const { subject, options } = await usualSubject(context, operation);
      await withSdk(context, subject.caller, async (sdk) => {
        const input = draw(subject, 'input', validInput(context.contract, operation.name, options));
        await effectCheckOf(operation)?.accept(subject, operation.name, input, {
          send: (expected) => succeedsThrough(sdk, operation, input, expected),
        });
      });
    },
  });
}

export function operationRules(contract: Contract): Rule[] {
  const operations = Object.values(contract.operations).filter(
    (operation) => effectCheckOf(operation) !== null,
  );
  return operations.map(succeeds);
}

/** Letters beyond ASCII of one to three bytes each; no marks, no astral characters. */
const LETTERS = 'äöüßéèñçøåłžαβγδωжщяюאבגدمکकखग日本語한국어';

const otherScripts = rule({
  id: 'sdk/other-scripts',
  level: 'should',
  since: '0.1.0',
  statement: 'Letters of other scripts that the SDK sends come back to it unchanged.',
  source: guide('PutAlternateContact'),
  operations: CONTACT_OPERATIONS,
  async check(context) {
    anyText(context);
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

const pages = rule({
  id: 'sdk/pages',
  level: 'must',
  since: '0.1.0',
  statement: 'The SDK’s paginator walks every region once, whatever the size of a page.',
  source: guide('ListRegions') + '; ' + model('ListRegions (paginated)'),
  operations: ['ListRegions'],
  async check(context) {
    const statuses = await readList(context.caller);
    await withSdk(context, context.caller, (sdk) =>
      context.forAny(fc.integer({ min: 1, max: 50 }), (pageSize) => walks(sdk, pageSize, statuses), {
        runs: Math.min(5, context.session.environment.runs),
      }),
    );
  },
});

async function walks(sdk: Sdk, pageSize: number, statuses: Readonly<Record<string, string>>): Promise<void> {
  let left = { ...statuses };
  const most = mostPages(statuses);
  const expected = (): AnswerExpectation => ({ kind: 'regions', statuses: left, limit: pageSize });
  sdk.expecting(expected());
  const walk = sdk.module.paginateListRegions({ client: sdk.client, pageSize }, {})[Symbol.asyncIterator]();
  for (let page = 0; page < most; page += 1) {
    const seen: { done?: boolean } = {};
    const outcome = await sdk.outcomeOf(
      walk.next().then(({ done = false, value }) => {
        seen.done = done;
        return (value ?? {}) as Record<string, unknown>;
      }),
    );
    if (seen.done) return;
    const answer = sdk.judgeLast('ListRegions', expected());
    if (outcome.kind === 'error')
      return sdk.refute('ListRegions', 'a page', `the SDK throws ${String(outcome.error)}`);
    if (!sdk.reads('ListRegions', outcome.output, answer))
      sdk.refute('ListRegions', 'the page as it was sent', 'the SDK reads another one');
    const listed = new Set(
      (outcome.output['Regions'] as { RegionName?: string }[]).map((one) => one.RegionName),
    );
    left = Object.fromEntries(Object.entries(left).filter(([name]) => !listed.has(name)));
    sdk.expecting(expected());
  }
  sdk.refute('ListRegions', `an end of the pages after ${most} of them`, 'there are more');
}

export const pagesRules: readonly Rule[] = [pages];
