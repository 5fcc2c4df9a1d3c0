import { expect, test } from 'vitest';
import { loadContract } from './load-contract.ts';
import { loadSigning } from './load-signing.ts';

const signing = loadSigning();

test('every cause may be refused with any known name, the usual ones first', () => {
  expect(signing.refusals).toHaveLength(13);
  for (const { names, cause } of signing.refusals)
    expect(names.toSorted(), cause).toEqual(signing.names.toSorted());
  const unknownKey = signing.refusals.find(({ cause }) => cause === 'unknown-key');
  expect(unknownKey?.names.slice(0, 2)).toEqual(['UnrecognizedClientException', 'InvalidClientTokenId']);
});

test('only what the common errors put at 400 may have another status than 403', () => {
  const other = signing.names.filter((name) => signing.statusesByName[name]?.join() !== '403');
  expect(other).toEqual(['IncompleteSignature', 'IncompleteSignatureException', 'RequestExpired']);
});

test('tolerances grow, and the scope is that of the wire', () => {
  const { accepted, documented, must } = signing.skewSeconds;
  expect([accepted, documented, must]).toEqual([5 * 60, 15 * 60, 16 * 60]);
  const { wire } = loadContract();
  expect([signing.service, signing.region]).toEqual([wire.signingService, wire.signingRegion]);
});
