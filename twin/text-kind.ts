/**
 * What the contract says of a text for which only a length is documented. Read from its prose and not from the zones of
 * spec/account.openapi.yaml, which the rules go by: a zone that is drawn too narrowly would excuse itself.
 */
export type TextKind = 'plain' | 'blank' | 'outer-white-space' | 'astral' | 'unusual' | 'other-scripts';

export function kindsOf(text: string): Set<TextKind> {
  const kinds = new Set<TextKind>();
  if (text.trim() === '') kinds.add('blank');
  else if (text.trim() !== text) kinds.add('outer-white-space');
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0x20 && code < 0x7f) continue;
    if (code > 0xffff) kinds.add('astral');
    else kinds.add(/^[\p{L}\p{M}]$/u.test(character) ? 'other-scripts' : 'unusual');
  }
  return kinds.size > 0 ? kinds : new Set<TextKind>(['plain']);
}
