import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadEvents } from '../../spec/load-events.ts';
import type { Organization } from '../../spec/world.ts';

interface OrganizationsServer {
  readonly url: URL;
  /** Names of the actions that were asked for. */
  readonly asked: ReadonlySet<string>;
  close(): Promise<void>;
}

type Answer = Readonly<Record<string, unknown>> | { readonly error: string };

/**
 * Plays the reads of AWS Organizations for these organizations, by the account of the access key that signed; `refuse`
 * denies an action to an account. Pages hold one entry each. For tests.
 */
export async function serveOrganizations(
  organizations: readonly Organization[],
  accountOf: (accessKeyId: string) => string | undefined,
  refuse: (action: string, account: string) => boolean = () => false,
): Promise<OrganizationsServer> {
  const asked = new Set<string>();
  const server = createServer((request, response) => {
    const [, keyId = ''] = /Credential=([^/]+)/.exec(request.headers.authorization ?? '') ?? [];
    const action = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    asked.add(action);
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      const account = accountOf(keyId);
      const input = JSON.parse(body || '{}') as { NextToken?: string; ServicePrincipal?: string };
      const answer: Answer =
        account === undefined
          ? { error: 'UnrecognizedClientException' }
          : refuse(action, account)
            ? { error: 'AccessDeniedException' }
            : answerTo(action, account, input, organizations);
      response.writeHead('error' in answer ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify('error' in answer ? { __type: answer.error, message: 'no' } : answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answerTo(
  action: string,
  account: string,
  { NextToken, ServicePrincipal }: { NextToken?: string; ServicePrincipal?: string },
  organizations: readonly Organization[],
): Answer {
  const found = organizations.find(
    ({ management, members }) => management === account || members.includes(account),
  );
  if (!found) return { error: 'AWSOrganizationsNotInUseException' };
  const service = loadEvents().apiCall.eventSource;
  const privileged = account === found.management || account === found.delegatedAdmin;
  if (action === 'DescribeOrganization') {
    const FeatureSet = found.allFeatures ? 'ALL' : 'CONSOLIDATED_BILLING';
    return { Organization: { Id: found.id, MasterAccountId: found.management, FeatureSet } };
  }
  if (!privileged) return { error: 'AccessDeniedException' };
  switch (action) {
    case 'ListAWSServiceAccessForOrganization':
      return paged(
        'EnabledServicePrincipals',
        ['sso.amazonaws.com', ...(found.trustedAccess ? [service] : [])].map((one) => ({
          ServicePrincipal: one,
        })),
        NextToken,
      );
    case 'ListDelegatedAdministrators': {
      const delegates =
        found.delegatedAdmin === null || ServicePrincipal !== service ? [] : [found.delegatedAdmin];
      return paged(
        'DelegatedAdministrators',
        delegates.map((Id) => ({ Id })),
        NextToken,
      );
    }
    case 'ListAccounts':
      return paged(
        'Accounts',
        [found.management, ...found.members].map((Id) => ({ Id })),
        NextToken,
      );
    default:
      return { error: 'UnknownOperationException' };
  }
}

function paged(member: string, all: readonly unknown[], token = '0'): Answer {
  const at = Number(token);
  return { [member]: all.slice(at, at + 1), ...(at + 1 < all.length ? { NextToken: String(at + 1) } : {}) };
}

interface StsServer {
  readonly url: URL;
  close(): Promise<void>;
}

/** Answers GetCallerIdentity with the account of the access key that signed; others are refused. For tests. */
export async function serveSts(
  accounts: readonly { readonly accountId: string; readonly accessKeyId: string }[],
): Promise<StsServer> {
  const server = createServer((request, response) => {
    const [, keyId] = /Credential=([^/]+)/.exec(request.headers.authorization ?? '') ?? [];
    const found = accounts.find(({ accessKeyId }) => accessKeyId === keyId);
    request.resume().on('end', () => {
      response.writeHead(found ? 200 : 403, { 'content-type': 'text/xml' });
      response.end(found ? identity(found.accountId) : DENIED);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';
const DENIED = `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>InvalidClientTokenId</Code><Message>unknown key</Message></Error></ErrorResponse>`;

function identity(accountId: string): string {
  const fields = `<Arn>arn:aws:iam::${accountId}:user/probe</Arn><UserId>AIDA</UserId><Account>${accountId}</Account>`;
  return `<GetCallerIdentityResponse xmlns="${NAMESPACE}"><GetCallerIdentityResult>${fields}</GetCallerIdentityResult></GetCallerIdentityResponse>`;
}
