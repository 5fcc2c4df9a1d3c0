import { alternateContact } from '../../generators/values/input.ts';
import type { AnswerExpectation } from '../../results/record.ts';
import type { JsonObject } from '../../spec/json.ts';
import { type Caller, refusal } from '../../harness/caller.ts';
import type { RuleContext } from '../../harness/context.ts';
import { judgeAnswer } from '../../harness/answers/judge.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { bringTo, reaches, transitionOf } from '../../harness/resources/region/change.ts';
import { precondition, draw } from '../../harness/subject.ts';
import { guide, model, protocol } from '../../harness/source.ts';
import { CONTACT_OPERATIONS, clear, contactTypes, putAndRead } from '../steps/contacts.ts';
import { regionsOf } from '../../harness/usual-subject.ts';
import { Blocked } from '../../harness/errors.ts';
import { type Sdk, type SdkOutcome, withSdk } from './client.ts';

const TYPED = { level: 'must', since: '0.1.0' } as const;

/** How often a change is tried to be met while it is under way. */
const MOST_TRIES = 5;

const notFound = rule({
  ...TYPED,
  id: 'sdk/error/ResourceNotFoundException',
  statement: 'The SDK throws its class ResourceNotFoundException for what does not exist.',
  source: model('ResourceNotFoundException'),
  operations: CONTACT_OPERATIONS,
  check: (context) =>
    withSdk(context, context.caller, (sdk) =>
      provokeNotFound(context, sdk, (outcome, operation) =>
        mustBeInstance(sdk, operation, 'ResourceNotFoundException', outcome),
      ),
    ),
});

const invalid = rule({
  ...TYPED,
  id: 'sdk/error/ValidationException',
  statement: 'The SDK throws its class ValidationException for invalid input.',
  source: model('ValidationException'),
  operations: CONTACT_OPERATIONS,
  check: (context) =>
    withSdk(context, context.caller, async (sdk) => {
      const { contract, caller, target } = context;
      await context.forAny(alternateContact(contract, { values: target.values }), async (contact) => {
        await precondition(() => putAndRead(caller, contact));
        const expected = refusal(contract, ['ValidationException']);
        const { outcome } = await sdk.call('PutAlternateContact', { ...contact, Title: '' }, expected);
        mustBeInstance(sdk, 'PutAlternateContact', 'ValidationException', outcome);
      });
    }),
});

const denied = rule({
  ...TYPED,
  id: 'sdk/error/AccessDeniedException',
  statement: 'The SDK throws its class AccessDeniedException when a management account names itself.',
  source: guide('PutAlternateContact › Request Body › AccountId') + '; ' + model('AccessDeniedException'),
  operations: ['PutAlternateContact'],
  needs: ['management'],
  async check(context) {
    const { contract, target } = context;
    const { management, managementId } = context.callers.organization(
      'a management account',
      (organization) => organization.management !== null,
    );
    if (!management) throw new Blocked('needs a management account');
    await withSdk(context, management, async (sdk) => {
      await context.forAny(alternateContact(contract, { values: target.values }), async (contact) => {
        await precondition(() => management.expect('PutAlternateContact', contact).toSucceed());
        const expected = refusal(contract, ['AccessDeniedException']);
        const named = { ...contact, AccountId: managementId };
        const { outcome } = await sdk.call('PutAlternateContact', named, expected);
        mustBeInstance(sdk, 'PutAlternateContact', 'AccessDeniedException', outcome);
      });
    });
  },
});

const conflict = rule({
  ...TYPED,
  id: 'sdk/error/ConflictException',
  statement:
    'The SDK throws its class ConflictException for the opposite of a region change that is under way.',
  source: guide('DisableRegion › Errors') + '; ' + model('ConflictException'),
  operations: ['EnableRegion', 'DisableRegion', 'GetRegionOptStatus', 'ListRegions'],
  check: (context) =>
    withSdk(context, context.caller, (sdk) => provokeConflict(context, context.caller, sdk)),
});

const metadata = rule({
  id: 'sdk/error-metadata',
  level: 'should',
  since: '0.1.0',
  statement:
    'An error that the SDK throws carries its name, its message, the status and the id of the request.',
  source: protocol('restJson1, operation error serialization; request ids'),
  operations: CONTACT_OPERATIONS,
  check: (context) =>
    withSdk(context, context.caller, (sdk) =>
      provokeNotFound(context, sdk, (outcome, operation) => mustSayAll(context, sdk, operation, outcome)),
    ),
});

/** Reads and deletes what is not there. */
async function provokeNotFound(
  { contract, caller, forEach, ...context }: RuleContext,
  sdk: Sdk,
  check: (outcome: SdkOutcome, operation: string) => void,
): Promise<void> {
  const expected = refusal(contract, ['ResourceNotFoundException']);
  const subject = { context: { contract, caller, forEach, ...context }, caller, account: {} };
  const contact = draw(subject, 'contact', alternateContact(contract, { values: context.target.values }));
  for (const type of contactTypes({ contract })) {
    const input: JsonObject = { AlternateContactType: type };
    for (const operation of ['GetAlternateContact', 'DeleteAlternateContact']) {
      await precondition(async () => {
        await putAndRead(caller, { ...contact, ...input });
        await clear(caller, type);
      });
      const { outcome } = await sdk.call(operation, input, expected);
      check(outcome, operation);
    }
  }
}

/** A target whose changes end at once shows no conflict. */
async function provokeConflict(context: RuleContext, caller: Caller, sdk: Sdk): Promise<void> {
  const { contract } = context;
  const subject = { context, caller, account: {} };
  const enable = transitionOf('EnableRegion');
  const operation = contract.operations['DisableRegion'];
  const { regions = [] } = operation ? await regionsOf(subject, operation) : {};
  const [region] = regions;
  if (region === undefined) throw new Blocked('no region may be changed');
  const conflicted = refusal(contract, ['ConflictException']);
  const either: AnswerExpectation = { kind: 'any-of', of: [conflicted, { kind: 'success' }] };
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    await precondition(async () => {
      await bringTo(subject, region, enable.from);
      context.regions.requireTurn();
      await caller.expect('EnableRegion', { RegionName: region }).toSucceed();
    });
    const { outcome, answer } = await sdk.call('DisableRegion', { RegionName: region }, either);
    const judging = { contract, operation: 'DisableRegion', earlier: [] };
    if (judgeAnswer(conflicted, answer, judging) === null) {
      mustBeInstance(sdk, 'DisableRegion', 'ConflictException', outcome);
      await context.regions.waiting(() => precondition(() => reaches(subject, region, enable.to)));
      return;
    }
    await precondition(async () => {
      const { to } = transitionOf('DisableRegion');
      await reaches(subject, region, to);
    });
  }
  context.notApplicable('region changes of the target end before the opposite request arrives');
}

function mustBeInstance(sdk: Sdk, operation: string, name: string, outcome: SdkOutcome): void {
  const expected = `the SDK throws ${name}`;
  if (outcome.kind === 'output') return sdk.refute(operation, expected, 'the SDK returns an output');
  const Typed = sdk.module[name];
  if (typeof Typed === 'function' && outcome.error instanceof Typed) return;
  sdk.refute(operation, expected, `it throws ${nameOf(outcome.error)}`);
}

function mustSayAll(
  { contract, session }: RuleContext,
  sdk: Sdk,
  operation: string,
  outcome: SdkOutcome,
): void {
  if (outcome.kind === 'output') return sdk.refute(operation, 'an error', 'the SDK returns an output');
  const { $metadata: said = {}, message } = outcome.error as { $metadata?: object; message?: string };
  const { httpStatusCode, requestId } = said as { httpStatusCode?: number; requestId?: string };
  const last = session.calls.at(-1);
  if (nameOf(outcome.error) !== last?.answer.error)
    sdk.refute(operation, 'an error with the name that was sent', `the SDK says ${nameOf(outcome.error)}`);
  if (httpStatusCode !== last?.answer.status)
    sdk.refute(operation, '$metadata.httpStatusCode', `the SDK says ${httpStatusCode ?? 'nothing'}`);
  if (message !== last?.answer.message)
    sdk.refute(operation, 'an error with the message that was sent', `the SDK says ${message ?? 'nothing'}`);
  if (requestId !== undefined && requestId !== '') return;
  if (last) last.expected = { kind: 'invariant', rule: 'wire/request-id' };
  sdk.refute(operation, `a request id (${contract.wire.requestIdHeader})`, 'the SDK has none');
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : String(error);
}

export const errorRules: readonly Rule[] = [notFound, invalid, denied, conflict, metadata];
