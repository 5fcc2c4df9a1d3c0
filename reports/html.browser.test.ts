import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toHtml } from './html.ts';
import { toKillMatrixHtml } from './kill-matrix-html.ts';
import { sampleMatrix, sampleMutant } from './testing/sample-matrix.ts';
import { sampleRegion } from '../results/testing/sample-regions.ts';
import { HOSTILE, sampleFinding, sampleResult, sampleRule } from '../results/testing/sample-result.ts';
import { axeProblems, openPage, startBrowser, type OpenOptions } from './testing/open-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
});

/** Every section of a report, with everything in it that there is. */
const everything = () =>
  sampleResult({
    latency: [{ operation: 'ListRegions', counts: [0, 6, 3, 1, ...Array.from({ length: 10 }, () => 0)] }],
    regions: [
      sampleRegion(['DISABLED', 'ENABLING', 'ENABLED'], { EnableRegion: 0 }),
      sampleRegion(['ENABLED_BY_DEFAULT', 'OFF'], {}, { region: 'us-east-1' }),
    ],
  });
const open = (options?: OpenOptions) => openPage(browser, toHtml(everything()), options);

/** Ids of the findings and rules that can be seen when all is unfolded. */
const shownItems = (selector: string) =>
  `[...document.querySelectorAll('${selector}:not([hidden]) .id')].map((id) => id.textContent)`;

test('opening it asks for nothing, and nothing complains', async () => {
  const { page, complaints, requests } = await open();
  await page.click('.theme');
  await page.click('.first .copy');
  for (const summary of await page.locator('.finding > summary').all()) await summary.click();
  await page.emulateMedia({ media: 'print' });
  expect(complaints).toEqual([]);
  expect(requests).toEqual([]);
});

test('what a target says cannot act', async () => {
  const finding = sampleFinding('contacts/x', { actual: HOSTILE, message: HOSTILE, expected: HOSTILE });
  const rule = sampleRule('contacts/x', {
    outcome: 'fail',
    statement: HOSTILE,
    reason: HOSTILE,
    findings: [finding],
  });
  const { page, complaints, requests } = await openPage(
    browser,
    toHtml(sampleResult({ rules: [rule], summary: HOSTILE })),
  );
  await page.click('.first a');
  expect(await page.evaluate('window.pwned')).toBeUndefined();
  expect({ complaints, requests }).toEqual({ complaints: [], requests: [] });
});

describe('axe-core finds nothing to complain about', () => {
  test.each([
    ['light', 1400],
    ['dark', 1400],
    ['light', 400],
    ['dark', 400],
  ] as const)('%s, %i px wide', async (colorScheme, width) => {
    const { page } = await open({ colorScheme, width });
    await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
    await page.waitForFunction("!document.querySelector('noscript')");
    expect(await axeProblems(page)).toEqual([]);
  });

  test('after the switch to the other scheme', async () => {
    const { page } = await open();
    await page.click('.theme');
    expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('dark');
    expect(await axeProblems(page)).toEqual([]);
  });
});

test.each(['light', 'dark'] as const)(
  'the kill matrix is a page of the same kind, %s',
  async (colorScheme) => {
    // One of five mutants is found by the first suite, all five by the last: every shade there is.
    const shaded = Array.from({ length: 5 }, (_, index) =>
      sampleMutant(`derived/EnableRegion/${index}`, 'suite-5/a', {
        others: ['suite-1/a', 'suite-2/a', 'suite-3/a', 'suite-4/a'].slice(index),
      }),
    );
    const html = toKillMatrixHtml(sampleMatrix({ mutants: [...sampleMatrix().mutants, ...shaded] }));
    const { page, complaints, requests } = await openPage(browser, html, { colorScheme });
    await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
    expect(await axeProblems(page)).toEqual([]);
    expect({ complaints, requests }).toEqual({ complaints: [], requests: [] });
  },
);

test.each([320, 400, 1400])('at %i px nothing is wider than the window', async (width) => {
  const { page } = await open({ width });
  await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
});

test('the first failing rule, both sides and the command are seen without scrolling', async () => {
  const { page } = await open();
  const box = await page.locator('.first').boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(1000);
  expect(await page.innerText('.first')).toMatch(
    /contacts\/get-absent[^]*Expected[^]*404[^]*Actual[^]*400[^]*npx --no account-conformance run --target sandbox --rule contacts\/get-absent --seed 42/,
  );
});

describe('the filters', () => {
  const filtered = async (fields: Record<string, string>) => {
    const opened = await open();
    for (const [name, value] of Object.entries(fields)) {
      if (name === 'text') await opened.page.fill('[name=text]', value);
      else await opened.page.selectOption(`[name=${name}]`, value);
    }
    return opened;
  };

  test.each<[Record<string, string>, string[], string[]]>([
    [{ outcome: 'observed' }, [], ['wire/get-method']],
    [{ level: 'should' }, ['wire/request-id'], ['wire/request-id']],
    [{ suite: 'primary-contact', outcome: 'fixed' }, ['primary-contact/fixed'], ['primary-contact/fixed']],
    [{ operation: 'DeleteAlternateContact' }, ['contacts/delete-twice'], ['contacts/delete-twice']],
    [{ text: 'SECOND delete' }, ['contacts/delete-twice'], ['contacts/delete-twice']],
  ])('%o', async (fields, cards, rows) => {
    const { page, url } = await filtered(fields);
    expect(await page.evaluate(shownItems('.finding'))).toEqual(cards);
    expect(await page.evaluate(shownItems('tr.item'))).toEqual(rows);
    expect(await page.locator('.rules .id:visible').allTextContents()).toEqual(rows);
    expect(await page.innerText('.filters output')).toBe(
      `${cards.length} finding${cards.length === 1 ? '' : 's'} and ${rows.length} rule${rows.length === 1 ? '' : 's'} match`,
    );
    expect(await page.locator('.nothing:visible').count()).toBe(cards.length === 0 ? 1 : 0);
    // The address is the view, so that it can be passed on.
    const again = await open({ suffix: new URL(page.url()).search });
    expect(page.url()).toContain(url);
    expect(await again.page.evaluate(shownItems('tr.item'))).toEqual(rows);
  });

  test('a cleared filter shows everything again', async () => {
    const { page } = await filtered({ outcome: 'observed' });
    await page.click('button[type=reset]');
    await page.waitForFunction('!document.querySelector(".item[hidden]")');
    expect(await page.innerText('.filters output')).toBe('8 findings, 14 rules');
  });

  test('a cell of the matrix and a count filter by themselves', async () => {
    const { page } = await open();
    await page.click('.cell[data-set-operation=GetContactInformation][data-set-suite=errors]');
    expect(await page.evaluate(shownItems('.finding'))).toEqual(['errors/hostile-answer']);
    await page.click('.tile.warn');
    expect(await page.evaluate(shownItems('.finding'))).toEqual(['wire/request-id']);
  });

  test('a slash leads to the text field', async () => {
    const { page } = await open();
    await page.keyboard.press('/');
    await page.keyboard.type('flaky');
    expect(await page.evaluate(shownItems('.finding'))).toEqual(['regions/flaky-enable']);
  });
});

describe('a link to a rule', () => {
  test('opens its finding', async () => {
    const { page } = await open({ suffix: '#rule-contacts/delete-twice' });
    const card = page.locator('[id="rule-contacts/delete-twice"]');
    expect(await card.getAttribute('open')).toBe('');
    expect(await card.locator('.step').count()).toBe(3);
    await page.waitForFunction("document.activeElement.parentElement.id === 'rule-contacts/delete-twice'");
  });

  test('unfolds the suite of a rule without a finding', async () => {
    const { page } = await open({ suffix: '#rule-contacts/put-then-get' });
    expect(await page.locator('[id="rule-contacts/put-then-get"]').isVisible()).toBe(true);
  });

  test('goes before the filters', async () => {
    const { page } = await open({ suffix: '?outcome=observed#rule-contacts/delete-twice' });
    expect(await page.locator('[id="rule-contacts/delete-twice"]').isVisible()).toBe(true);
  });

  test('works from wherever it is followed', async () => {
    const { page } = await open();
    const reasons = page.locator('.reasons a');
    for (const link of await reasons.all()) {
      await page.evaluate("for (const one of document.querySelectorAll('.reasons details')) one.open = true");
      const id = decodeURIComponent((await link.getAttribute('href'))?.slice(1) ?? '');
      await link.click();
      await page.locator(`[id="${id}"]`).waitFor({ state: 'visible' });
    }
    expect(await reasons.count()).toBe(5);
  });
});

test('every control can be reached and used by keyboard', async () => {
  const { page } = await open();
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.className')).toBe('skip');
  await page.keyboard.press('Enter');
  expect(await page.evaluate('document.activeElement.id')).toBe('findings');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  expect(await page.locator('.finding[open]').count()).toBe(0);
  await page.keyboard.press('Space');
  expect(await page.locator('.finding[open] .step').count()).toBe(1);
});

test('on paper every finding is unfolded, and no control is left', async () => {
  const { page } = await open();
  await page.emulateMedia({ media: 'print' });
  await page.evaluate("dispatchEvent(new Event('beforeprint'))");
  expect(await page.locator('.finding:not([open])').count()).toBe(0);
  expect(await page.locator('noscript').count()).toBe(0);
  expect(await page.locator('.filters:visible, .copy:visible, .theme:visible').count()).toBe(0);
  await page.evaluate("dispatchEvent(new Event('afterprint'))");
  expect(await page.locator('.finding[open]').count()).toBe(1);
});

test('without scripts everything is there but what needs them', async () => {
  const { page } = await open({ javaScriptEnabled: false });
  await page.click('.finding:nth-of-type(2) > summary');
  expect(await page.locator('.finding[open] .step').count()).toBe(3);
  expect(await page.locator('.filters:visible, .theme:visible').count()).toBe(0);
});
