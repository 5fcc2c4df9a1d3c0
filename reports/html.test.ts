import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { toHtml } from './html.ts';
import type { RegionHistory } from '../results/record.ts';
import { sampleRegion } from '../results/testing/sample-regions.ts';
import {
  HOSTILE,
  sampleCall,
  sampleFinding,
  sampleResult,
  sampleRule,
} from '../results/testing/sample-result.ts';

/** All that a browser could load or run, as the page's policy allows it. */
function allowed(page: string, element: 'style' | 'script'): { content: string; allowed: string }[] {
  const policy =
    /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'") ?? '';
  const digest = new RegExp(`${element}-src '(sha256-[^']+)'`).exec(policy)?.[1] ?? 'none';
  return [...page.matchAll(new RegExp(`<${element}>([^]*?)</${element}>`, 'g'))].map(([, content = '']) => ({
    content,
    allowed: digest,
  }));
}

const hash = (content: string) => `sha256-${createHash('sha256').update(content).digest('base64')}`;

test('the one style and the one script are those that the policy allows', () => {
  const page = toHtml(sampleResult());
  for (const element of ['style', 'script'] as const) {
    const found = allowed(page, element);
    expect(found).toHaveLength(1);
    for (const one of found) expect(one.allowed).toBe(hash(one.content));
  }
  expect(page).toContain('default-src &#39;none&#39;');
});

/** Every attribute of every tag; a tag that is not well formed fails the test. */
function attributesOf(page: string): string[] {
  const body = page.replaceAll(/<(style|script)>[^]*?<\/\1>/g, '');
  const tags = [...body.matchAll(/<([a-z]\w*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/gi)];
  expect(tags).toHaveLength(body.match(/<[a-z]/gi)?.length ?? 0);
  return tags.flatMap(([, tag, attributes = '']) =>
    [...attributes.matchAll(/([\w:-]+)(?:="[^"]*")?/g)].map(([, name]) => `${tag} ${name}`),
  );
}

test('nothing is loaded from anywhere, and no attribute is code', () => {
  const page = toHtml(sampleResult());
  expect(page).not.toMatch(/<(?:link|img|iframe|object|embed|base|video|audio)\b/i);
  const attributes = attributesOf(page);
  expect(attributes).toContain('button data-set-suite');
  expect(attributes.filter((one) => / (?:src|srcset|style|on\w+|action|formaction)$/i.test(one))).toEqual([]);
  for (const [, target] of page.matchAll(/href="([^"]*)"/g)) expect(target).toMatch(/^#/);
});

test('what a target says stays text, wherever it stands', () => {
  const finding = sampleFinding('contacts/x', {
    ...sampleRule('contacts/x'),
    message: HOSTILE,
    expected: HOSTILE,
    actual: `other ${HOSTILE}`,
    counterexample: { [HOSTILE]: HOSTILE },
    variant: HOSTILE,
    reproduce: { command: HOSTILE, curl: HOSTILE },
  });
  const rules = (['fail', 'skipped', 'known'] as const).map((outcome) =>
    sampleRule(`contacts/${outcome}"${HOSTILE}`, {
      outcome,
      suite: `contacts" onclick="x${HOSTILE}`,
      statement: HOSTILE,
      source: HOSTILE,
      reason: HOSTILE,
      operations: [HOSTILE],
      findings: [finding],
      blockedBy: [HOSTILE],
    }),
  );
  const page = toHtml(
    sampleResult({
      rules,
      notImplemented: [HOSTILE],
      notRestored: [HOSTILE],
      summary: HOSTILE,
      regions: [sampleRegion(['DISABLED', HOSTILE], {}, { region: HOSTILE, account: HOSTILE })],
    }),
  );
  expect(page.match(/<script/g)).toHaveLength(1);
  expect(page.match(/<\/noscript>/g)).toHaveLength(3);
  expect(page).not.toMatch(/<img|<!-- |\u202E/);
  expect(attributesOf(page).filter((one) => / on\w+$/.test(one))).toEqual([]);
  expect(page.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}]/u);
  expect(page).toContain('&lt;/script&gt;&lt;script&gt;window.pwned=1');
});

test('every rule can be linked to, and every link leads somewhere', () => {
  const result = sampleResult();
  const page = toHtml(result);
  const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id } of result.rules) expect(ids).toContain(`rule-${id}`);
  const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, target = '']) => decodeURIComponent(target));
  expect(links.length).toBeGreaterThan(result.rules.length);
  for (const target of links) expect(ids).toContain(target);
});

test('the first failing rule and how to reproduce it stand at the top', () => {
  const top = /<header[^]*<\/header>/.exec(toHtml(sampleResult()))?.[0] ?? '';
  expect(top).toContain('No verdict');
  expect(top).toContain('href="#rule-contacts/get-absent"');
  expect(top).toContain('--rule contacts/get-absent --seed 42');
  const fine = toHtml(sampleResult({ rules: [sampleRule('contacts/a')], notImplemented: [] }));
  expect(fine).toMatch(/<header class="verdict good">[^]*Conforms/);
  expect(fine).not.toContain('Start here');
});

test('a finding shows requirement, both sides, the numbered calls and the reproduction', () => {
  const page = toHtml(sampleResult());
  const card = /<details[^>]*id="rule-contacts\/delete-twice"[^]*?<\/noscript>/.exec(page)?.[0] ?? '';
  expect(card).toContain('What contacts/delete-twice requires.');
  expect(card).toMatch(
    /<figure class="expected">[^]*ResourceNotFoundException[^]*<figure class="actual">[^]*empty/,
  );
  const steps = card.match(/<li class="step[^]*?<\/li>/g) ?? [];
  expect(steps).toHaveLength(3);
  expect(steps[2]).toMatch(
    /class="step last"[^]*>3<[^]*DeleteAlternateContact[^]*200 with an empty body[^]*<details/,
  );
  expect(card.match(/<details class="exchange">/g)).toHaveLength(3);
  expect(card).toContain(
    '<code tabindex="0">npx --no account-conformance run --target sandbox --rule contacts/delete-twice',
  );
  expect(card).toContain(
    'POST /deleteAlternateContact\ncontent-type: application/json\nauthorization: (removed)\n\n',
  );
});

test('where not all exchanges are kept, each stands with its own call', () => {
  const rule = sampleResult().rules.find(({ id }) => id === 'contacts/delete-twice');
  const exchanges = rule?.findings?.[0]?.exchanges.slice(-1) ?? [];
  const finding = sampleFinding('contacts/a', { ...rule?.findings?.[0], exchanges });
  const page = toHtml(
    sampleResult({ rules: [sampleRule('contacts/a', { outcome: 'fail', findings: [finding] })] }),
  );
  const steps = page.match(/<li class="step[^]*?<\/li>/g) ?? [];
  expect(steps.map((step) => step.includes('<details'))).toEqual([false, false, true]);
});

test('of a long sequence the end is shown, numbered as in the record', () => {
  const calls = Array.from({ length: 60 }, (_, index) => sampleCall('ListRegions', `answer ${index + 1}`));
  const finding = sampleFinding('contacts/a', { calls });
  const page = toHtml(
    sampleResult({ rules: [sampleRule('contacts/a', { outcome: 'fail', findings: [finding] })] }),
  );
  const steps = page.match(/<li class="step[^]*?<\/li>/g) ?? [];
  expect(steps).toHaveLength(50);
  expect(steps[0]).toMatch(/>11<[^]*answer 11/);
  expect(steps[49]).toMatch(/step last[^]*>60<[^]*answer 60/);
  expect(page).toContain('The first 10 are in the JSON result.');
});

test('what did not run is told with its reason, by count', () => {
  const coverage =
    /<section aria-labelledby="coverage">[^]*?<\/section>/.exec(toHtml(sampleResult()))?.[0] ?? '';
  expect(coverage).toContain('<b>9</b> of 14 rules');
  expect(coverage).toContain('<code>EnableRegion</code>, <code>DisableRegion</code>');
  expect(coverage).toContain('no identity in the role member is configured');
  expect(coverage).toContain('unobservable: a token of 1000 characters is never issued');
});

test('the matrix has a cell for each operation and suite that met', () => {
  const matrix = /<table class="matrix">[^]*?<\/table>/.exec(toHtml(sampleResult()))?.[0] ?? '';
  expect(matrix.match(/<tr>/g)).toHaveLength(10);
  expect(matrix.match(/class="cell /g)).toHaveLength(13);
  expect(matrix).toContain('GetAlternateContact, contacts: 1 failed, 1 passed');
});

test('the filters offer what occurs', () => {
  const form = /<form[^]*?<\/form>/.exec(toHtml(sampleResult()))?.[0] ?? '';
  for (const value of ['fail', 'contested', 'primary-contact', 'PutContactInformation']) {
    expect(form).toContain(`<option value="${value}">`);
  }
  expect(form).not.toContain('<option value="quotas">');
});

test('latencies are shown per operation, and not at all where none were counted', () => {
  const counts = [0, 6, 3, 1, ...Array.from({ length: 10 }, () => 0)];
  const page = toHtml(sampleResult({ latency: [{ operation: 'ListRegions', counts }] }));
  const rows = /<table class="latency">[^]*?<\/table>/.exec(page)?.[0].match(/<tr>[^]*?<\/tr>/g) ?? [];
  expect(rows).toHaveLength(2);
  const cells = [...(rows[1] ?? '').matchAll(/<td class="number">([^<]*)</g)].map(([, text]) => text);
  expect(cells).toEqual(['10', '2 ms', '10 ms']);
  expect(rows[1]).toContain('aria-label="2 ms: 6, 5 ms: 3, 10 ms: 1"');
  expect(rows[1]?.match(/<rect/g)).toHaveLength(4);
  expect(toHtml(sampleResult())).not.toContain('Latency per operation');
});

test('regions are drawn over time, and a change that nothing explains is named', () => {
  const fine = sampleRegion(['DISABLED', 'ENABLING', 'ENABLED'], { EnableRegion: 0 });
  const odd = sampleRegion(['ENABLED_BY_DEFAULT', 'DISABLED'], {}, { region: 'us-east-1' });
  const still = sampleRegion(['DISABLED'], {}, { region: 'eu-south-1' });
  const regionsOf = (regions: RegionHistory[]) =>
    (
      /<section aria-labelledby="regions">[^]*?<\/section>/.exec(toHtml(sampleResult({ regions })))?.[0] ?? ''
    ).replaceAll(/\s+/g, ' ');
  const good = regionsOf([fine, still]);
  expect(good).toContain('1 changed, 2 times in all');
  expect(good).toContain('1 stayed DISABLED');
  expect(good).toContain('as allowed');
  expect(good).toContain('DISABLED to ENABLING: 1 (step); ENABLING to ENABLED: 1 (step)');
  expect(good).toContain('aria-label="af-south-1 of 111111111111: 2 changes, all explained');
  const bad = regionsOf([fine, odd]);
  expect(bad).toContain('us-east-1 of 111111111111: ENABLED_BY_DEFAULT → DISABLED, seen after 100 ms');
  expect(bad).toContain('ENABLED_BY_DEFAULT to DISABLED: 1 (unexplained)');
  expect(regionsOf([])).toBe('');
  expect(regionsOf([still])).toContain('none of them changed');
});
