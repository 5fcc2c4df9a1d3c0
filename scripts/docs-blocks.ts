/** A fenced block of a Markdown text. */
export interface DocsBlock {
  readonly language: string;
  readonly text: string;
}

/** All fenced blocks that name their language, in order. */
export function docsBlocks(markdown: string): DocsBlock[] {
  return [...markdown.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map(([, language = '', text = '']) => ({
    language,
    text,
  }));
}

/** The commands of a text, their remarks aside: each line of its shell blocks, and what is at a prompt in console blocks. */
export function docsCommands(markdown: string): string[] {
  return docsBlocks(markdown).flatMap(({ language, text }) => {
    const lines = text
      .split('\n')
      .map((line) => line.replace(/\s+#.*$/, ''))
      .filter((line) => line.trim() !== '');
    if (language === 'sh' || language === 'bash') return lines;
    if (language !== 'console') return [];
    return lines.filter((line) => line.startsWith('$ ')).map((line) => line.slice(2));
  });
}

/** The configuration that a text shows: its YAML blocks, an indented one continuing the one before. */
export function docsConfigurations(markdown: string): string[] {
  const configurations: string[] = [];
  for (const { language, text } of docsBlocks(markdown)) {
    if (language !== 'yaml') continue;
    const before = text.startsWith(' ') ? configurations.pop() : undefined;
    configurations.push(`${before ?? ''}${text}`);
  }
  return configurations;
}
