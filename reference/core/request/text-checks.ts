const compiled = new Map<string, RegExp>();

/** Length in Unicode scalar values. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** Whether a pattern of the contract (ECMA-262, `u`, no `m`) matches. */
export function matches(pattern: string, text: string): boolean {
  const known = compiled.get(pattern);
  const expression = known ?? new RegExp(pattern, 'u');
  if (!known) compiled.set(pattern, expression);
  return expression.test(text);
}
