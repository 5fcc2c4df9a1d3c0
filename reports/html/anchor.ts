/** The element id of a rule, the same in every report, so that a link to it stays good. */
export function anchorOf(rule: string): string {
  return `rule-${rule.replaceAll(/[^\w.-]/g, (character) => (character === '/' ? '/' : '_'))}`;
}
