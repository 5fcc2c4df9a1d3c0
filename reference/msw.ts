import { http, HttpResponse, type RequestHandler } from 'msw';
import { createReference, type ReferenceOptions, type Service } from './core/service.ts';
import type { ServiceRequest } from './core/request/http-message.ts';

export interface AccountHandlersOptions extends Partial<ReferenceOptions> {
  /** Where the Account API is asked, without a path. Default: its endpoints on amazonaws.com. */
  readonly baseUrl?: string;
  /** A service to answer from instead of a new one. */
  readonly service?: Service;
}

/** The account and key that are served where no others are given. */
const STANDALONE = { accountId: '111111111111', accessKeyId: 'test', secretAccessKey: 'test' };

/**
 * msw handlers that answer the Account API from a service in memory, one for each operation.
 * Without a world there is one standalone account, whose access key id and secret are `test`.
 */
export function accountHandlers(options: AccountHandlersOptions = {}): RequestHandler[] {
  const { baseUrl = 'https://account.:region.amazonaws.com', service: given, ...rest } = options;
  const service =
    given ??
    createReference({
      world: { organizations: [], standalone: [STANDALONE.accountId] },
      credentials: [STANDALONE],
      ...rest,
    });
  return Object.values(service.options.contract.operations).map(({ path }) =>
    http.post(`${baseUrl}${path}`, async ({ request }) => {
      const { status, headers, body } = service.handle(await toServiceRequest(request));
      return new HttpResponse(body.byteLength === 0 ? null : Buffer.from(body), { status, headers });
    }),
  );
}

async function toServiceRequest(request: Request): Promise<ServiceRequest> {
  const { pathname, search } = new URL(request.url);
  return {
    method: request.method,
    target: `${pathname}${search}`,
    headers: [...request.headers],
    body: new Uint8Array(await request.arrayBuffer()),
  };
}
