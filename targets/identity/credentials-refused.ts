import { credentialErrors, troubleOf } from '../../spec/load-trouble.ts';

/** STS refuses the credentials of an identity: trouble of the caller's, which says nothing about the target. */
export class CredentialsRefused extends Error {
  override readonly name = 'CredentialsRefused';
}

/** What a client of STS threw, where it refuses the credentials of an identity; `null`: it is something else. */
export function refusalBySts(identity: string, error: unknown): CredentialsRefused | null {
  if (!(error instanceof Error) || !credentialErrors().has(error.name)) return null;
  const kind = troubleOf('expired').errors.includes(error.name) ? 'expired' : 'credentials';
  const { met, next } = troubleOf(kind);
  const told = met.replace('{who}', identity).replace('{found}', `${error.name}, says STS`);
  return new CredentialsRefused(`${told}: ${next}`);
}
