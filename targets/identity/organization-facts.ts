import { loadEvents } from '../../spec/load-events.ts';
import { CONFIGURED_ENDPOINTS_IGNORED, namedEndpoint } from './aws-endpoint.ts';
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
 * Rejects where Organizations cannot be reached, or refuses even to say in which organization the caller is.
 */
export async function organizationFacts(
  target: Target,
  credentials: Credentials,
): Promise<OrganizationFacts | null> {
  const sdk = await import('@aws-sdk/client-organizations');
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const client = new sdk.OrganizationsClient({
    region: target.region,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
    requestHandler: {
      requestTimeout: target.timing.requestTimeout,
      connectionTimeout: target.timing.requestTimeout,
    },
    ...CONFIGURED_ENDPOINTS_IGNORED,
    ...namedEndpoint(target, 'organizationsApi', credentials),
  });
  // Services are known to each other by the name that their records carry.
  const ServicePrincipal = loadEvents().apiCall.eventSource;
  try {
    const { Organization: found } = await client.send(new sdk.DescribeOrganizationCommand({}));
    return {
      id: found?.Id ?? '',
      management: found?.MasterAccountId ?? '',
      allFeatures: found?.FeatureSet === 'ALL',
      trustedAccess: await factOf(async () => {
        for await (const page of sdk.paginateListAWSServiceAccessForOrganization({ client }, {})) {
          if (page.EnabledServicePrincipals?.some((one) => one.ServicePrincipal === ServicePrincipal))
            return true;
        }
        return false;
      }),
      delegatedAdmins: await factOf(async () => {
        const ids: string[] = [];
        for await (const page of sdk.paginateListDelegatedAdministrators({ client }, { ServicePrincipal })) {
          ids.push(...(page.DelegatedAdministrators ?? []).flatMap(({ Id }) => Id ?? []));
        }
        return ids;
      }),
      accounts: await factOf(async () => {
        const ids: string[] = [];
        for await (const page of sdk.paginateListAccounts({ client }, {})) {
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

async function factOf<T>(ask: () => Promise<T>): Promise<Fact<T>> {
  try {
    return { known: true, value: await ask() };
  } catch (error) {
    return { known: false, why: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}
