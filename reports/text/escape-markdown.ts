import { escapeInvisible } from '../../results/text/escape-invisible.ts';

/** Text in a line of GitHub Markdown, without effect: no markup, HTML, link, mention or table border. */
export function markdownText(text: string): string {
  return escapeInvisible(text)
    .replace(/[!-/:-@[-`{-~]/g, (character) =>
      HARMLESS.has(character) ? character : `&#${character.charCodeAt(0)};`,
    )
    .replaceAll(/www\./gi, (start) => `${start.slice(0, -1)}&#46;`)
    .replaceAll(/GH-(?=\d)/gi, (start) => `${start.slice(0, -1)}&#45;`);
}

/** Text in the type of code, where GitHub links nothing; also inside a table or HTML. */
export function markdownCode(text: string): string {
  return `<code>${markdownText(text)}</code>`;
}

/** Lines as a fenced block that no content can close. */
export function markdownBlock(text: string): string {
  const safe = escapeInvisible(text, { lines: true });
  const longest = Math.max(2, ...Array.from(safe.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${safe}\n${fence}`;
}

/** Marks that mean nothing to GitHub inside a line, where no link begins. */
const HARMLESS = new Set(Array.from(` ,;'"%=?()/-+.`));
