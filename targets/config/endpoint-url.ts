export const ENDPOINT_EXPECTATION =
  'expected an http or https URL without user, password, query and fragment';

/** Whether it can be an endpoint. What it holds is shown in reports, so a password must not be in it. */
export function isEndpoint(url: URL): boolean {
  return /^https?:$/.test(url.protocol) && [url.username, url.password, url.search, url.hash].join('') === '';
}
