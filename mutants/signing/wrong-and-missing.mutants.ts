import { readSignature, signingRefusal } from '../../reference/signing/read-signature.ts';
import { Refusal } from '../../reference/core/refusal.ts';
import { signedAt, signatureOf } from '../../reference/signing/verify-signature.ts';
import type { Mutant } from '../mutant.ts';
import { verifyingWith } from '../operators/with-authentication.ts';
import { wrapHandler } from '../operators/wrap-handler.ts';

/** How many characters of a signature are compared. */
const COMPARED_CHARACTERS = 32;

/** More characters than this have to be there. */
const SHORTEST_TOKEN = 20;

export const wrongAndMissingMutants: readonly Mutant[] = [
  {
    id: 'written/signature-compared-in-part',
    fault: 'Only the first half of a signature is compared.',
    kind: 'written',
    rule: 'signing/wrong-signature',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: (parts) => ({
      ...parts,
      authenticate: (request, all) => {
        const { credentials, signing } = all.options;
        const fields = readSignature(request, signing);
        const credential = credentials.find(({ accessKeyId }) => accessKeyId === fields.credential[0]);
        const time = signedAt(fields.timestamp);
        if (!credential || time === null) return parts.authenticate(request, all);
        const headers = fields.signedHeaders.split(';');
        const expected = signatureOf(request, headers, fields.credential, time, credential, signing);
        const alike =
          fields.signature.length === expected.length &&
          fields.signature.slice(0, COMPARED_CHARACTERS) === expected.slice(0, COMPARED_CHARACTERS);
        return alike ? credential.accountId : parts.authenticate(request, all);
      },
    }),
  },
  {
    id: 'written/signature-not-verified',
    fault: 'The access key is looked up and the signature is not verified.',
    kind: 'written',
    rule: 'signing/wrong-signature',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: verifyingWith(() => ({ verifySignatures: false })),
  },
  {
    id: 'written/signature-without-digits-crash',
    fault: 'A signature that is not made of hexadecimal digits ends in an internal error.',
    kind: 'written',
    rule: 'signing/wrong-signature',
    because: '500',
    options: { verifySignatures: true },
    compose: (parts) => ({
      ...parts,
      authenticate: (request, all) => {
        const { signature } = readSignature(request, all.options.signing);
        if (/[^0-9a-f]/i.test(signature)) throw new Refusal(all.errorNames.internal, 'The service failed.');
        return parts.authenticate(request, all);
      },
    }),
  },
  {
    id: 'written/wrongly-signed-put-is-done',
    fault: 'A put with a wrong signature is stored before it is refused.',
    kind: 'written',
    rule: 'signing/wrong-signature',
    because: 'another answer',
    options: { verifySignatures: true },
    compose: (parts) => {
      let refusal: Refusal | null = null;
      const late = {
        ...parts,
        authenticate: (...[request, all]: Parameters<typeof parts.authenticate>) => {
          refusal = null;
          try {
            return parts.authenticate(request, all);
          } catch (error) {
            const isPut = parts.route(request, all).name === 'PutAlternateContact';
            if (!(error instanceof Refusal) || !isPut) throw error;
            refusal = error;
            const options = { ...all.options, verifySignatures: false };
            return parts.authenticate(request, { ...all, options });
          }
        },
      };
      return wrapHandler('PutAlternateContact', (inner) => (call, all) => {
        const output = inner(call, all);
        if (refusal) throw refusal;
        return output;
      })(late);
    },
  },
  {
    id: 'written/wrong-signature-invalid-input',
    fault: 'A wrong signature is refused as invalid input.',
    kind: 'written',
    rule: 'signing/wrong-signature-name',
    because: '400 ValidationException',
    options: { verifySignatures: true },
    compose: (parts) => ({
      ...parts,
      authenticate: (request, all) => {
        try {
          return parts.authenticate(request, all);
        } catch (error) {
          const { errorName } = signingRefusal(all.options.signing, 'wrong-signature', '');
          if (!(error instanceof Refusal) || error.errorName !== errorName) throw error;
          throw new Refusal(all.errorNames.invalid, error.message);
        }
      },
    }),
  },
  {
    id: 'written/session-token-optional',
    fault: 'Temporary credentials are accepted without their session token.',
    kind: 'written',
    rule: 'signing/missing-token',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: verifyingWith(({ fields }, { credentials }) => ({
      credentials:
        fields.sessionToken === null
          ? credentials.map((one) => ({ ...one, sessionToken: undefined }))
          : credentials,
    })),
  },
  {
    id: 'written/needless-session-token-ignored',
    fault: 'A session token is not checked when the credentials have none.',
    kind: 'written',
    rule: 'signing/wrong-token',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: verifyingWith(({ fields: { sessionToken } }, { credentials }) => ({
      credentials: credentials.map((one) =>
        one.sessionToken === undefined && sessionToken !== null ? { ...one, sessionToken } : one,
      ),
    })),
  },
  {
    id: 'written/session-token-compared-as-far-as-it-goes',
    fault: 'A session token whose end is missing is accepted.',
    kind: 'written',
    rule: 'signing/wrong-token',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: verifyingWith(({ fields: { sessionToken: given } }, { credentials }) => ({
      credentials: credentials.map((one) =>
        given !== null && given.length > SHORTEST_TOKEN && one.sessionToken?.startsWith(given)
          ? { ...one, sessionToken: given }
          : one,
      ),
    })),
  },
  {
    id: 'written/session-token-not-compared',
    fault: 'Temporary credentials are accepted with any session token.',
    kind: 'written',
    rule: 'signing/wrong-token',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: verifyingWith(({ fields }, { credentials }) => ({
      credentials: credentials.map((one) => ({
        ...one,
        sessionToken: one.sessionToken === undefined ? undefined : (fields.sessionToken ?? one.sessionToken),
      })),
    })),
  },
];
