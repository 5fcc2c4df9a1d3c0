import type { Mutant } from '../mutant.ts';
import { coerceMembers } from '../operators/members.ts';

export const listRegionsMutants: readonly Mutant[] = [
  {
    id: 'written/page-size-kept-in-a-byte',
    fault: 'The size of a page is kept in eight bits, so that 306 is taken for 50.',
    kind: 'written',
    rule: 'validation/ListRegions/MaxResults/maximum/refuses',
    because: 'no refusal',
    compose: (parts) => ({
      ...parts,
      readInput: (shape, input, errorName) => {
        const { MaxResults: size } = input;
        const narrow = typeof size === 'number' && Number.isInteger(size) ? { MaxResults: size & 0xff } : {};
        return parts.readInput(shape, { ...input, ...narrow }, errorName);
      },
    }),
  },
  {
    id: 'written/fraction-for-integer',
    fault: 'The fraction of a page size is dropped.',
    kind: 'written',
    rule: 'validation/ListRegions/MaxResults/type/refuses',
    because: '200',
    compose: coerceMembers((value, { kind }) =>
      kind === 'integer' && typeof value === 'number' ? Math.trunc(value) : value,
    ),
  },
  {
    id: 'written/text-for-integer',
    fault: 'A page size in quotes is accepted.',
    kind: 'written',
    rule: 'validation/ListRegions/MaxResults/type/refuses',
    because: '200',
    compose: coerceMembers((value, { kind }) =>
      kind === 'integer' && typeof value === 'string' ? Number(value) : value,
    ),
  },
  {
    id: 'written/falsy-filter-is-none',
    fault: 'A filter that is false, zero or an empty string counts as no filter.',
    kind: 'written',
    rule: 'validation/ListRegions/RegionOptStatusContains/type/refuses',
    because: 'no refusal',
    compose: (parts) => ({
      ...parts,
      readInput: (shape, input, errorName) => {
        const { RegionOptStatusContains: filter = [], ...rest } = input;
        const isNone = filter === false || filter === 0 || filter === '';
        return parts.readInput(shape, isNone ? rest : input, errorName);
      },
    }),
  },
  {
    id: 'written/one-for-list',
    fault: 'A text in place of a list is taken as a list of one.',
    kind: 'written',
    rule: 'validation/ListRegions/RegionOptStatusContains/type/refuses',
    because: '200',
    compose: coerceMembers((value, { kind }) =>
      kind === 'list' && typeof value === 'string' ? [value] : value,
    ),
  },
  {
    id: 'written/first-status-checked-only',
    fault: 'Only the first status of a filter is validated.',
    kind: 'written',
    rule: 'validation/ListRegions/RegionOptStatusContains[]/enum/refuses',
    because: '200',
    compose: (parts) => ({
      ...parts,
      validate: (shape, input, whole) =>
        parts.validate(shape, input, whole).filter(({ path }) => !/\[[1-9]\d*\]/.test(path)),
    }),
  },
];
