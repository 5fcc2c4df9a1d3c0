/** What is said of an answer that is none of the service's. */
const PAGE = 'answered with an HTML page';

/**
 * What a client of the SDK threw, in words. Of a page it shows the complaint of a parser, and may quote it: who answers in
 * HTML is a proxy, or another service than is meant.
 */
export function toldError(service: string, error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { $response: response } = error as { $response?: Answered };
  const type = Object.entries(response?.headers ?? {}).find(([name]) => /^content-type$/i.test(name))?.[1];
  const status = response?.statusCode === undefined ? '' : ` (status ${response.statusCode})`;
  if (/html/i.test(type ?? '') || /<!doctype|<html|Unexpected token '<'/i.test(error.message))
    return `${service} ${PAGE}${status}, as a proxy does`;
  if (error.message.includes('Deserialization error'))
    return `${service} answered with what cannot be read${status}`;
  return error.message;
}

interface Answered {
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Whether that is told of an answer. */
export function isToldOfPage(told: string): boolean {
  return told.includes(PAGE);
}

/** What to do about it. */
export const SEE_PROXY =
  'see what answers in place of the service: the proxy (HTTPS_PROXY), or the endpoint in the configuration';
