import { toldError } from './told-error.ts';
import type { OrganizationsClient } from '@aws-sdk/client-organizations';
import { loadEvents } from '../../spec/load-events.ts';
import { CONFIGURED_ENDPOINTS_IGNORED, namedEndpoint } from './aws-endpoint.ts';
import { bounded, boundedRequests, callWithin, type Bounds } from './bounded.ts';
import type { Credentials, Target } from '../target.ts';

/** What AWS Organizations says of one thing, or why it does not. */
export type Fact<T> =
  { readonly known: true; readonly value: T } | { readonly known: false; readonly why: string };

/** The organization of a caller. */
export interface OrganizationFacts {
  readonly id: string;
  readonly management: string;
  readonly allFeatures: boolean;
  /** Trusted access for Account Management. */
  readonly trustedAccess: Fact<boolean>;
  /** Account ids of the delegated administrators for Account Management. */
  readonly delegatedAdmins: Fact<readonly string[]>;
  /** Ids of all accounts, the management account's too. */
  readonly accounts: Fact<readonly string[]>;
}

/**
 * Reads about the caller's organization; nothing is changed. `null`: the caller is in none.
 * Rejects where Organizations cannot be reached, refuses even to say in which organization the caller is, or the signal
 * is aborted.
 */
export async function organizationFacts(
  target: Target,
  credentials: Credentials,
  signal?: AbortSignal,
): Promise<OrganizationFacts | null> {
  const sdk = await import('@aws-sdk/client-organizations');
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const client = new sdk.OrganizationsClient({
    region: target.region,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
    ...boundedRequests(target.timing.requestTimeout),
    ...CONFIGURED_ENDPOINTS_IGNORED,
    ...namedEndpoint(target, 'organizationsApi', credentials),
  });
  const bounds = { withinMs: callWithin(target.timing.requestTimeout), signal };
  const ask: Ask = { bounds, config: { client, stopOnSameToken: true } };
  // Services are known to each other by the name that their records carry.
  const ServicePrincipal = loadEvents().apiCall.eventSource;
  try {
    const { Organization: found } = await bounded(ORGANIZATIONS, bounds, (abortSignal) =>
      client.send(new sdk.DescribeOrganizationCommand({}), { abortSignal }),
    );
    return {
      id: found?.Id ?? '',
      management: found?.MasterAccountId ?? '',
      allFeatures: found?.FeatureSet === 'ALL',
      trustedAccess: await factOf(ask, async () => {
        for await (const page of pagesOf(
          ask,
          sdk.paginateListAWSServiceAccessForOrganization(ask.config, {}),
        )) {
          if (page.EnabledServicePrincipals?.some((one) => one.ServicePrincipal === ServicePrincipal))
            return true;
        }
        return false;
      }),
      delegatedAdmins: await factOf(ask, async () => {
        const ids: string[] = [];
        const pages = sdk.paginateListDelegatedAdministrators(ask.config, { ServicePrincipal });
        for await (const page of pagesOf(ask, pages)) {
          ids.push(...(page.DelegatedAdministrators ?? []).flatMap(({ Id }) => Id ?? []));
        }
        return ids;
      }),
      accounts: await factOf(ask, async () => {
        const ids: string[] = [];
        for await (const page of pagesOf(ask, sdk.paginateListAccounts(ask.config, {}))) {
          ids.push(...(page.Accounts ?? []).flatMap(({ Id }) => Id ?? []));
        }
        return ids;
      }),
    };
  } catch (error) {
    if (error instanceof Error && error.name === 'AWSOrganizationsNotInUseException') return null;
    throw error;
  } finally {
    client.destroy();
  }
}

const ORGANIZATIONS = 'AWS Organizations';
/** More than the largest organization has, with one account a page. */
const MOST_PAGES = 100_000;

interface Ask {
  /** Of one page. */
  readonly bounds: Bounds;
  readonly config: { readonly client: OrganizationsClient; readonly stopOnSameToken: true };
}

/** The pages of a list, none of which is waited for without end, nor are there. */
async function* pagesOf<Page>({ bounds }: Ask, pages: AsyncIterator<Page>): AsyncGenerator<Page> {
  for (let count = 0; count < MOST_PAGES; count += 1) {
    const { done, value } = await bounded(ORGANIZATIONS, bounds, () => pages.next());
    if (done) return;
    yield value;
  }
  throw new Error(`${ORGANIZATIONS}: more than ${MOST_PAGES} pages`);
}

async function factOf<T>({ bounds }: Ask, find: () => Promise<T>): Promise<Fact<T>> {
  try {
    return { known: true, value: await find() };
  } catch (error) {
    bounds.signal?.throwIfAborted();
    return { known: false, why: toldByOrganizations(error) };
  }
}

/** What a client of AWS Organizations threw, in words. */
export function toldByOrganizations(error: unknown): string {
  const told = toldError(ORGANIZATIONS, error);
  return error instanceof Error && told === error.message ? `${error.name}: ${told}` : told;
}
