import type { Contract, Level, Member, Operation, Shape, StringShape } from './contract.ts';

/**
 * One checkable consequence of one constraint of one input member. Its id is stable:
 * `validation/<operation>/<path>/<constraint>/<side>`.
 */
export interface Obligation {
  readonly id: string;
  readonly operation: string;
  /** Member names from the input downwards; `[]` stands for any element of a list. */
  readonly path: readonly string[];
  /** A key of the shape, or the ruling of one of its zones. */
  readonly constraint: string;
  readonly side: 'accepts' | 'refuses';
  readonly level: Level;
  readonly source: string;
  readonly statement: string;
  /** Why it cannot be seen from outside; absent: it can. */
  readonly unobservable?: string;
}

type Draft = Pick<Obligation, 'constraint' | 'side' | 'level' | 'statement'> &
  Partial<Pick<Obligation, 'unobservable' | 'source'>>;

/** Every obligation that follows from the constraints of the operations' inputs, in the order of the contract. */
export function obligationsOf(contract: Contract): Obligation[] {
  return Object.values(contract.operations).flatMap((operation) =>
    Object.entries(operation.input.members).flatMap(([name, member]) => ofMember(operation, [name], member)),
  );
}

/** The id of an obligation, for whoever must name one. */
export function obligationId(
  operation: string,
  path: readonly string[],
  constraint: string,
  side: Obligation['side'],
): string {
  return `validation/${operation}/${pathText(path)}/${constraint}/${side}`;
}

/** A path as people write it: `ContactInformation.City`, `RegionOptStatusContains[]`. */
export function pathText(path: readonly string[]): string {
  return path.join('.').replaceAll('.[]', '[]');
}

function ofMember(operation: Operation, path: readonly string[], member: Member): Obligation[] {
  return [
    ...presence(path, member).map((draft) => finish(operation, path, member.source, draft)),
    ...ofShape(operation, path, member.shape, member.source),
  ];
}

function ofShape(operation: Operation, path: readonly string[], shape: Shape, source: string): Obligation[] {
  const own = [...typeOf(path, shape), ...constraintsOf(path, shape)];
  const drafts = own.map((draft) => finish(operation, path, source, draft));
  if (shape.kind === 'list') return [...drafts, ...ofShape(operation, [...path, '[]'], shape.member, source)];
  if (shape.kind !== 'structure') return drafts;
  const nested = Object.entries(shape.members);
  return [...drafts, ...nested.flatMap(([name, member]) => ofMember(operation, [...path, name], member))];
}

function finish(operation: Operation, path: readonly string[], source: string, draft: Draft): Obligation {
  return {
    source,
    ...draft,
    id: obligationId(operation.name, path, draft.constraint, draft.side),
    operation: operation.name,
    path,
    statement: `${operation.name}: ${draft.statement}`,
  };
}

function presence(path: readonly string[], member: Member): Draft[] {
  const name = pathText(path);
  const drafts: Draft[] = member.required
    ? [
        refuses('required', `a request without ${name} is refused.`),
        refuses('null', `null in place of the required ${name} is refused.`),
      ]
    : [
        accepts('optional', `${name} may be left out.`),
        accepts('null', `null in place of the optional ${name} means the same as leaving it out.`, 'should'),
      ];
  if (member.requiredWhen) {
    const { member: other, oneOf, level } = member.requiredWhen;
    const statement = `a request without ${name} is refused when ${other} is one of ${oneOf.join(', ')}.`;
    drafts.push(refuses('required-when', statement, level));
  }
  return drafts;
}

function typeOf(path: readonly string[], shape: Shape): Draft[] {
  const name = pathText(path);
  return [
    refuses('type', `${name} of a JSON type other than ${shape.kind} is refused and changes nothing.`),
    refuses(
      'type-error',
      `${name} of a wrong JSON type is refused as a serialization or validation error.`,
      'should',
    ),
  ];
}

function constraintsOf(path: readonly string[], shape: Shape): Draft[] {
  if (shape.kind === 'integer') return integer(pathText(path), shape.minimum, shape.maximum);
  return shape.kind === 'string' ? text(pathText(path), shape) : [];
}

function integer(name: string, minimum: number | null, maximum: number | null): Draft[] {
  const drafts: Draft[] = [];
  if (minimum !== null) {
    drafts.push(accepts('minimum', `${name} of ${minimum} is accepted.`));
    drafts.push(refuses('minimum', `${name} below ${minimum} is refused.`));
  }
  if (maximum !== null) {
    drafts.push(accepts('maximum', `${name} of ${maximum} is accepted.`));
    drafts.push(refuses('maximum', `${name} above ${maximum} is refused.`));
  }
  return drafts;
}

function text(name: string, shape: StringShape): Draft[] {
  return [...lengths(name, shape), ...forms(name, shape), ...zones(name, shape)];
}

function lengths(name: string, shape: StringShape): Draft[] {
  const drafts: Draft[] = [];
  const hidden = shape.format === 'region-name' ? 'no region has a name of this length' : undefined;
  const unissued = shape.format === 'page-token' ? 'no token of this length is issued' : undefined;
  const unobservable = hidden ?? unissued;
  const note = unobservable === undefined ? {} : { unobservable };
  if (shape.minLength !== null) {
    drafts.push({ ...accepts('min-length', `${name} at its shortest is accepted.`), ...note });
    if (shape.minLength > 0) {
      const both = shape.pattern === null ? '' : ', which breaks the pattern too,';
      drafts.push(refuses('min-length', `${name} shorter than ${shape.minLength}${both} is refused.`));
    }
  }
  if (shape.maxLength !== null) {
    drafts.push({ ...accepts('max-length', `${name} at its longest accepted length is accepted.`), ...note });
    drafts.push(refuses('max-length', `${name} longer than ${shape.maxLength} characters is refused.`));
  }
  return drafts;
}

function forms(name: string, shape: StringShape): Draft[] {
  if (shape.enum) {
    return [
      accepts('enum', `${name} is accepted with each of ${shape.enum.join(', ')}.`),
      refuses('enum', `${name} with any other value is refused.`),
    ];
  }
  if (shape.pattern !== null) {
    const sent =
      shape.format === 'one-time-password' ? { unobservable: 'only the one that was sent is accepted' } : {};
    return [
      { ...accepts('pattern', `${name} that matches ${shape.pattern} is accepted.`), ...sent },
      refuses('pattern', `${name} that does not match ${shape.pattern} is refused.`),
    ];
  }
  return shape.format === null ? [accepts('text', `${name} with ordinary text is accepted.`)] : [];
}

function zones(name: string, shape: StringShape): Draft[] {
  const strongest = new Map<string, Level>();
  for (const zone of shape.zones) {
    if (strongest.get(zone.ruling) !== 'should') strongest.set(zone.ruling, zone.accept);
  }
  return [...strongest].map(([ruling, level]) => {
    const unobservable = shape.zones.find((zone) => zone.ruling === ruling)?.untried;
    return {
      ...accepts(ruling, `${name} in the zone of the ruling "${ruling}" is accepted.`, level),
      ...(unobservable === undefined ? {} : { unobservable }),
      source: `project: rulings.yaml › ${ruling}`,
    };
  });
}

function accepts(constraint: string, statement: string, level: Level = 'must'): Draft {
  return { constraint, side: 'accepts', level, statement };
}

function refuses(constraint: string, statement: string, level: Level = 'must'): Draft {
  return { constraint, side: 'refuses', level, statement };
}
