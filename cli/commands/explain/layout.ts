const LABEL_WIDTH = 12;
const NARROWEST = 40;
const WIDEST = 100;

/** One labelled part of an explanation: paragraphs, each with its own further indentation. */
export interface Section {
  readonly label: string;
  readonly paragraphs: readonly Paragraph[];
}

/** Text that is wrapped; `verbatim` is not, so that it can be copied and links stay whole. */
export type Paragraph = string | { readonly verbatim: string };

/** Sections as lines: labels to the left, texts wrapped beside them. */
export function layOut(sections: readonly Section[], columns: number): string[] {
  const width = Math.min(Math.max(columns, NARROWEST), WIDEST) - LABEL_WIDTH;
  return sections.flatMap(({ label, paragraphs }) =>
    paragraphs
      .flatMap((paragraph) =>
        typeof paragraph === 'string' ? wrapped(paragraph, width) : [paragraph.verbatim],
      )
      .map((line, index) => `${(index === 0 ? label : '').padEnd(LABEL_WIDTH)}${line}`.trimEnd()),
  );
}

/** Leading blanks and a dash indent all lines of a text. */
function wrapped(text: string, width: number): string[] {
  const [, lead = '', rest = ''] = /^( *(?:- )?)(.*)$/s.exec(text) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const word of rest.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && lead.length + longer.length > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  const indent = ' '.repeat(lead.length);
  return [...lines, line].map((one, index) => `${index === 0 ? lead : indent}${one}`);
}
