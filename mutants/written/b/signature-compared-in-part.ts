import { signatureOf } from '../../../reference/signing/verify-signature.ts';
import { readSignature } from '../../../reference/signing/read-signature.ts';
import { signedAt } from '../../../reference/signing/signature-scope.ts';
import type { Mutant } from '../../mutant.ts';

const COMPARED = 32;

export const signatureComparedInPart: Mutant = {
  id: 'written/signature-compared-in-part',
  fault: 'Of a signature only the first half is compared.',
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
        fields.signature.slice(0, COMPARED) === expected.slice(0, COMPARED);
      return alike ? credential.accountId : parts.authenticate(request, all);
    },
  }),
};
