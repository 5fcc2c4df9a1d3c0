import { escapeInvisible } from '../../results/text/escape-invisible.ts';

/** HTML that is safe to insert as it is. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Content = string | number | null | Markup | readonly Content[];

/** HTML from a template: whatever is inserted is text, unless it is {@link Markup} itself; `null` is nothing. */
export function markup(strings: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(
    strings.reduce((all, part, index) => `${all}${render(contents[index - 1] ?? null)}${part}`),
  );
}

/** Text without effect in HTML text and in quoted attributes. */
function escapeHtml(text: string): string {
  return escapeInvisible(text, { lines: true })
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function render(content: Content): string {
  if (content === null) return '';
  if (content instanceof Markup) return content.text;
  if (typeof content === 'string') return escapeHtml(content);
  return typeof content === 'number' ? String(content) : content.map(render).join('');
}
