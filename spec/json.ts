/** Any JSON value, as sent and received. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [member: string]: Json };

/**
 * What a record itself holds under a name that came from elsewhere: a service may call a region `constructor`, which
 * every object of JavaScript seems to have.
 */
export function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  const value = record[name];
  // All that is inherited. `Object.hasOwn` costs a percent of a fuzzing run.
  return typeof value === 'function' || value === Object.prototype ? undefined : value;
}

/** A record in which nothing is found but its entries, whatever it is asked for. */
export function lookup<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  return Object.assign(Object.create(null) as Record<string, T>, Object.fromEntries(entries));
}
