import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StsServer {
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
