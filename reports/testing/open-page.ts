import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { findChromium } from './find-chromium.ts';
import axe, { type AxeResults } from 'axe-core';

interface OpenedPage {
  readonly page: Page;
  readonly url: string;
  /** What the console, a failing script or a refused policy said. */
  readonly complaints: string[];
  /** Whatever was asked for beside the file itself. */
  readonly requests: string[];
}

export interface OpenOptions {
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
  /** Appended to the file's address: a query, an anchor. */
  readonly suffix?: string;
  readonly javaScriptEnabled?: boolean;
}

/** A headless Chromium; whoever starts it closes it. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(process.env),
    // Its sandbox needs what root in a container does not have.
    chromiumSandbox: process.getuid?.() !== 0,
  });
}

/** A page opened from disk, as people open it, until the test ends. */
export async function openPage(
  browser: Browser,
  html: string,
  { colorScheme = 'light', width = 1400, suffix = '', javaScriptEnabled = true }: OpenOptions = {},
): Promise<OpenedPage> {
  const directory = await mkdtemp(join(tmpdir(), 'account-conformance-page-'));
  const context = await browser.newContext({
    colorScheme,
    javaScriptEnabled,
    viewport: { width, height: 1000 },
  });
  onTestFinished(async () => {
    await context.close();
    await rm(directory, { recursive: true, force: true });
  });
  const file = join(directory, 'report.html');
  await writeFile(file, html);
  const url = pathToFileURL(file).href;
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(url)) requests.push(request.url());
  });
  await page.goto(`${url}${suffix}`);
  return { page, url, complaints, requests };
}

/** What axe-core finds wrong with a page as it stands, a line each. */
export async function axeProblems(page: Page): Promise<string[]> {
  // Evaluated by the debugger, which the page's own policy does not bind.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>(
    'axe.run(document, { resultTypes: ["violations"] })',
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 160)} (${failureSummary})`),
  );
}
