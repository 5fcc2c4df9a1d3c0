import { packageName, packageVersion } from '../../spec/package-version.ts';

/** Name and version of this package. */
export const tool: { readonly name: string; readonly version: string } = {
  name: packageName,
  version: packageVersion,
};
