import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../spec/package-root.ts';
import { markup, Markup, type Content } from './markup.ts';

/** What a page is made of; styles and scripts are files beside this one. */
export interface Page {
  readonly title: string;
  readonly styles: readonly string[];
  readonly scripts: readonly string[];
  /** Where the link that skips to the matter leads: the id of a heading. */
  readonly skipTo: string;
  readonly body: Content;
}

/**
 * A whole HTML file that needs nothing else: no network, no other file. Its policy lets only its own style and script
 * act, whatever a target managed to write into it.
 */
export function page({ title, styles, scripts, skipTo, body }: Page): string {
  const style = inlined('style', styles);
  const script = inlined('script', scripts);
  const policy = `default-src 'none'; style-src '${style.digest}'; script-src '${script.digest}'; base-uri 'none'; form-action 'none'`;
  return markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${style.element}
      </head>
      <body>
        <a class="skip" href="#${skipTo}">Skip to the ${skipTo}</a>
        <main>
          <button type="button" class="theme" hidden>Light or dark</button>
          ${body}
        </main>
        ${script.element}
      </body>
    </html> `.text;
}

/** Files of the package as one element, and the digest by which the page's policy lets it act. */
function inlined(element: string, files: readonly string[]): { element: Markup; digest: string } {
  const content = files
    .map((file) => readFileSync(join(packageRoot, 'reports/html', file), 'utf8'))
    .join('\n');
  const digest = `sha256-${createHash('sha256').update(content).digest('base64')}`;
  return { element: new Markup(`<${element}>${content}</${element}>`), digest };
}
