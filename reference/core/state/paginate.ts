/** A page of names and, where more follow, the last name of it. */
export interface Page {
  readonly names: readonly string[];
  readonly last: string | null;
}

/** The names after a cursor, at most `size`. By name, so that it stays right when others come and go. */
export function paginate(names: readonly string[], after: string | null, size: number): Page {
  const rest = after === null ? names : names.filter((name) => name > after);
  const page = rest.slice(0, size);
  return { names: page, last: rest.length > size ? (page.at(-1) ?? null) : null };
}
