/** The parameters of a request target's query, decoded, in their order. */
export function queryParameters(target: string): [name: string, value: string][] {
  const start = target.indexOf('?');
  if (start === -1 || start === target.length - 1) return [];
  return target
    .slice(start + 1)
    .split('&')
    .map((pair) => {
      const equals = pair.indexOf('=');
      const end = equals === -1 ? pair.length : equals;
      return [decoded(pair.slice(0, end)), decoded(pair.slice(end + 1))];
    });
}

/** Text as it stands where it is no valid percent-encoding. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
