import { createHash, createHmac } from 'node:crypto';
import { canonicalRequest } from '../../reference/signing/canonical-request.ts';
import { headerValues } from '../../reference/core/request/http-message.ts';
import { readSignature } from '../../reference/signing/read-signature.ts';
import { Refusal } from '../../reference/core/refusal.ts';
import type { Mutant } from '../mutant.ts';
import { verifyingInstead, verifyingWith } from '../operators/with-authentication.ts';

/** Hexadecimal digits of a SHA-256. */
const HASH_LENGTH = 64;

export const changedAndOtherMutants: readonly Mutant[] = [
  {
    id: 'written/body-signed-as-parsed',
    fault:
      'The signature is verified against the parsed JSON, written anew, instead of the bytes of the body.',
    kind: 'written',
    rule: 'signing/body-changed',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: verifyingInstead((request) => {
      try {
        const text = JSON.stringify(JSON.parse(new TextDecoder().decode(request.body)));
        return { ...request, body: new TextEncoder().encode(text) };
      } catch {
        return request;
      }
    }),
  },
  {
    id: 'written/stated-body-hash-trusted',
    fault: 'The hash that a request states is trusted, so the signature does not cover the body.',
    kind: 'written',
    rule: 'signing/body-changed',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: (parts) => ({
      ...parts,
      authenticate: (request, all) => {
        const { credentials, signing } = all.options;
        const [stated] = headerValues(request, 'x-amz-content-sha256');
        const { credential, signature, signedHeaders, timestamp } = readSignature(request, signing);
        const known = credentials.find(({ accessKeyId }) => accessKeyId === credential[0]);
        if (stated === undefined || !known) return parts.authenticate(request, all);
        const canonical = canonicalRequest(request, signedHeaders.split(';')).slice(0, -HASH_LENGTH) + stated;
        const [, ...scope] = credential;
        const key = scope.reduce<Buffer>(
          (secret, part) => createHmac('sha256', secret).update(part).digest(),
          Buffer.from(`AWS4${known.secretAccessKey}`),
        );
        const hash = createHash('sha256').update(canonical).digest('hex');
        const text = [signing.algorithm, timestamp, scope.join('/'), hash].join('\n');
        const expected = createHmac('sha256', key).update(text).digest('hex');
        return expected === signature ? known.accountId : parts.authenticate(request, all);
      },
    }),
  },
  {
    id: 'written/unsigned-payload-accepted',
    fault: 'A header may say that the body is not signed, as for objects in S3: then nothing is verified.',
    kind: 'written',
    rule: 'signing/body-changed',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: (parts) => ({
      ...parts,
      authenticate: (request, all) => {
        const unsigned = headerValues(request, 'x-amz-content-sha256').includes('UNSIGNED-PAYLOAD');
        const { options } = all;
        const verifySignatures = options.verifySignatures && !unsigned;
        return parts.authenticate(request, { ...all, options: { ...options, verifySignatures } });
      },
    }),
  },
  {
    id: 'written/content-type-not-covered',
    fault: 'The content type is verified as the service would write it, whatever the request says.',
    kind: 'written',
    rule: 'signing/header-changed',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: (parts) =>
      verifyingInstead((request) => ({
        ...request,
        headers: request.headers.map(([name, value]): [string, string] => [
          name,
          name.toLowerCase() === 'content-type' ? parts.options.contract.wire.contentType : value,
        ]),
      }))(parts),
  },
  {
    id: 'written/host-not-covered',
    fault: 'The host is verified as the service knows its own, whatever the request says.',
    kind: 'written',
    rule: 'signing/header-changed',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: (parts) => {
      let own: string | undefined;
      return verifyingInstead((request) => {
        own ??= headerValues(request, 'host')[0];
        const host = own ?? '';
        return {
          ...request,
          headers: request.headers.map(([name, value]): [string, string] => [
            name,
            name.toLowerCase() === 'host' ? host : value,
          ]),
        };
      })(parts);
    },
  },
  {
    id: 'written/path-not-covered',
    fault: 'A signature for one operation is valid for every other one.',
    kind: 'written',
    rule: 'signing/path-changed',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: (parts) => ({
      ...parts,
      authenticate: (request, all) => {
        const query = request.target.includes('?') ? request.target.slice(request.target.indexOf('?')) : '';
        for (const { path } of Object.values(all.options.contract.operations)) {
          try {
            return parts.authenticate({ ...request, target: `${path}${query}` }, all);
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
          }
        }
        return parts.authenticate(request, all);
      },
    }),
  },
  {
    id: 'written/scope-region-ignored',
    fault: 'A signature for any region is accepted.',
    kind: 'written',
    rule: 'signing/other-region',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: verifyingWith(({ fields }, { signing }) => ({
      signing: { ...signing, region: fields.credential[2] ?? signing.region },
    })),
  },
  {
    id: 'written/scope-in-any-case',
    fault: 'Region and service of a scope are compared without regard to case.',
    kind: 'written',
    rule: 'signing/other-service',
    also: ['signing/other-region'],
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: verifyingWith(({ fields: { credential } }, { signing }) => {
      const [, , region = '', service = ''] = credential;
      const like = (one: string, other: string) => (one.toLowerCase() === other ? one : other);
      return {
        signing: {
          ...signing,
          region: like(region, signing.region),
          service: like(service, signing.service),
        },
      };
    }),
  },
  {
    id: 'written/scope-service-ignored',
    fault: 'A signature for any service is accepted.',
    kind: 'written',
    rule: 'signing/other-service',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: verifyingWith(({ fields }, { signing }) => ({
      signing: { ...signing, service: fields.credential[3] ?? signing.service },
    })),
  },
];
