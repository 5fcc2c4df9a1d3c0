import { expect, test } from 'vitest';
import { sampleCall, sampleFinding, sampleRule } from '../../results/testing/sample-result.ts';
import type { AnswerExpectation, JsonValue, RecordedExchange } from '../../results/record.ts';
import { ownWords } from '../../results/redact/own-words.ts';
import { redactFinding, redactRule } from '../../results/redact/redact-record.ts';
import { Redactor } from '../../results/redact/redactor.ts';
import { loadContract } from '../../spec/load-contract.ts';

const ID = 'contacts/delete-twice';

/** Knows originals that are words of ours as well. */
function redactor(...originals: string[]): Redactor {
  const made = new Redactor(ownWords(loadContract()));
  made.keep([ID]);
  for (const original of ['contacts', 'PutAlternateContact', 'Deleting', 'guide', ...originals]) {
    made.learnOriginal(original);
  }
  return made;
}

function exchange(body: string): RecordedExchange {
  const recorded = { text: body, encoding: 'utf8' as const, bytes: body.length, truncated: false };
  return {
    operation: 'PutAlternateContact',
    identity: 'standalone',
    request: { method: 'POST', target: '/contacts', headers: [['x-own', 'contacts']], body: recorded },
    response: { status: 400, headers: [['x-contacts', 'contacts']], body: recorded },
    fault: null,
    durationMs: 1,
  };
}

test('what is ours stays, whatever the target held', () => {
  const input = { Title: 'contacts', Name: 'Deleting' };
  const finding = sampleFinding(ID, {
    statement: 'Deleting contacts is described in the guide.',
    source: 'guide, contacts',
    operation: 'PutAlternateContact',
    counterexample: input,
    variant: 'contacts, deleting',
    expected: 'contacts to be there',
    actual: `400 contacts, by ${ID}`,
    message: `expected contacts to be there; got 400 contacts, by ${ID}`,
    id: `${ID} PutAlternateContact 400 contacts`,
    answer: '400 contacts',
    calls: [
      {
        ...sampleCall('PutAlternateContact', 'contacts'),
        request: { kind: 'operation', operation: 'PutAlternateContact', input },
        expected: { kind: 'success', output: { AlternateContact: input } },
      },
    ],
    exchanges: [exchange('{"Title":"contacts"}')],
    reproduce: {
      command: `account-conformance run --rule ${ID}`,
      curl: 'curl --data \'{"Title":"contacts"}\'',
    },
  });
  const rule = sampleRule(ID, {
    statement: finding.statement,
    source: finding.source,
    reason: 'contacts',
    findings: [finding],
    blockedBy: [`${ID} 400 contacts`],
  });
  const shown = redactRule(rule, redactor());
  expect(shown).toEqual({
    ...rule,
    reason: '[original]',
    blockedBy: [`${ID} 400 [original]`],
    findings: [
      {
        ...finding,
        actual: `400 [original], by ${ID}`,
        message: `expected contacts to be there; got 400 [original], by ${ID}`,
        id: `${ID} PutAlternateContact 400 [original]`,
        answer: '400 [original]',
        calls: [{ ...finding.calls[0], actual: '[original]' }],
        exchanges: [
          {
            ...finding.exchanges[0],
            response: {
              status: 400,
              headers: [['x-[original]', '[original]']],
              body: { ...finding.exchanges[0]?.response?.body, text: '{"Title":"[original]"}' },
            },
          },
        ],
      },
    ],
  });
});

test('what was read, and what a service gave us to send back, is not ours', () => {
  const original = 'Olga Originaldottir';
  const finding = sampleFinding(ID, {
    expected: `success with {"Name":"${original}"}`,
    calls: [
      {
        ...sampleCall('ListRegions', original),
        request: { kind: 'operation', operation: 'ListRegions', input: { NextToken: `a ${original}` } },
        expected: { kind: 'success', output: { Name: original, Title: 'x' } },
      },
    ],
    exchanges: [exchange(`{"NextToken":"${original}"}`)],
  });
  const shown = redactFinding(finding, redactor(original));
  expect(JSON.stringify(shown)).not.toContain('Original');
  expect(shown.expected).toBe('success with {"Name":"[original]"}');
  expect(shown.exchanges[0]?.request.body.text).toBe('{"NextToken":"[original]"}');
});

test('a value that is nested too deep to be written is cut, and nothing overflows', () => {
  let deep: JsonValue = 'Olga Originaldottir';
  for (let level = 0; level < 20_000; level += 1) deep = level % 2 === 0 ? [deep] : { a: deep };
  const expected = { kind: 'success', output: deep } as AnswerExpectation;
  const body = `${'['.repeat(20_000)}"Olga Originaldottir"${']'.repeat(20_000)}`;
  const finding = sampleFinding(ID, {
    counterexample: deep,
    calls: [{ ...sampleCall('ListRegions', body), expected }],
    exchanges: [exchange(body)],
  });
  const text = JSON.stringify(redactFinding(finding, redactor('Olga Originaldottir')));
  expect(text).toContain('nested too deep');
  expect(text).toContain('[[[\\"[original]\\"]]]');
});
