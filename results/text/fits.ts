/** Whether an id fits a pattern in which `*` stands for any text. Linear, whatever the pattern. */
export function fits(pattern: string, id: string): boolean {
  const parts = pattern.split('*');
  const [first = ''] = parts;
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return id === pattern;
  if (!id.startsWith(first) || !id.endsWith(last) || id.length < first.length + last.length) return false;
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const at = id.indexOf(part, from);
    if (at === -1 || at + part.length > id.length - last.length) return false;
    from = at + part.length;
  }
  return true;
}
