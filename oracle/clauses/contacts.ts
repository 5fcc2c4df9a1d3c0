import { either, mayBePresent, type Belief } from '../state/belief.ts';
import {
  found,
  notFound,
  ALTERNATE,
  contactShapes,
  requiredMembers,
  PRIMARY,
  type ContactRead,
} from './contact-forms.ts';
import { ERRORS, refusedAs } from './refusal.ts';
import { emptySuccess, type AllowedAnswer } from './form.ts';
import { textOf, jsonObject } from '../input/json-object.ts';
import type { Possible, Request } from '../setting.ts';
import { alternateOf, withAlternate, accountOf, withAccount, type State } from '../state/state.ts';
import { storedFrom, type ToleratedForm } from '../state/stored.ts';
import { enumValue } from '../input/text-verdict.ts';

const TYPE = 'AlternateContactType';

interface Contact {
  readonly type: string;
  /** As it was sent. */
  readonly spelling: string;
  readonly belief: Belief;
  readonly update: (belief: Belief) => State;
}

/**
 * Get, put and delete of one alternate contact. Sent in another case, the type may name this contact or none: then a
 * read may show anything, and a write may have happened.
 */
export function alternateContact(request: Request): Possible {
  const { state, operation } = request;
  const contact = contactOf(request);
  if (!contact) return { verdicts: [], forms: [], effect: () => state, forget: (from) => from };
  const forget = (from: State, id: string): State => withAlternate(from, id, contact.type, 'unknown');
  const answers = (forms: readonly AllowedAnswer[], effect: () => State): Possible => ({
    verdicts: [],
    forms:
      contact.spelling === contact.type ? forms : [...forms, ...otherNamed(contact, state, operation.name)],
    effect,
    forget,
  });
  switch (operation.name) {
    case `Get${ALTERNATE}`:
      return answers(get(request, contact), () => state);
    case `Put${ALTERNATE}`: {
      const shape = contactShapes(request.contract).alternate;
      const effect = () =>
        written(contact, [storedFrom(shape, request.input, toleratedOf(request, `Get${ALTERNATE}`))]);
      return answers(emptySuccess('put-succeeds', effect), effect);
    }
    default: {
      const effect = () => written(contact, [null]);
      const success = mayBePresent(contact.belief) ? emptySuccess('delete-succeeds', effect) : [];
      return answers([...success, ...notFound(contact.belief, contact.update)], effect);
    }
  }
}

/** The further forms in which a read of this service gives what was put. */
function toleratedOf({ options }: Request, read: string): readonly ToleratedForm[] {
  return options.tolerated?.filter(({ operation }) => operation === read) ?? [];
}

/** Members without which no contact can be, but those that a read never gives. */
function stillRequired(names: readonly string[], tolerated: readonly ToleratedForm[]): string[] {
  const absent = tolerated.filter(({ kind }) => kind === 'member-absent');
  return names.filter((name) => !absent.some(({ member }) => member?.split('.').at(-1) === name));
}

function contactOf({ state, accountId, input, operation }: Request): Contact | null {
  const spelling = textOf(input, TYPE);
  const shape = operation.input.members[TYPE]?.shape;
  const type = spelling !== undefined && shape?.kind === 'string' ? enumValue(shape, spelling) : null;
  if (type === null || spelling === undefined) return null;
  const update = (belief: Belief): State => withAlternate(state, accountId, type, belief);
  return { type, spelling, belief: alternateOf(state, accountId, type), update };
}

function written({ type, spelling, belief, update }: Contact, value: Belief): State {
  return update(spelling === type ? value : either(belief, value));
}

function get(request: Request, contact: Contact): AllowedAnswer[] {
  const { contract } = request;
  const read: Omit<ContactRead, 'check'> = {
    belief: contact.belief,
    shape: contactShapes(contract).alternate,
    required: stillRequired(
      requiredMembers(contract.operations[`Put${ALTERNATE}`]?.input),
      toleratedOf(request, `Get${ALTERNATE}`),
    ),
    outputMember: ALTERNATE,
    judgedByCheck: TYPE,
    update: contact.update,
  };
  const upper: ContactRead['check'] = (shown) =>
    shown[TYPE] === contact.type ? null : `${TYPE} is not ${contact.type}`;
  const anyCase: ContactRead['check'] = (shown) => {
    const value = textOf(shown, TYPE) ?? '';
    return value.toUpperCase() === contact.type ? null : `${TYPE} is not ${contact.type}`;
  };
  return [
    ...found({ ...read, check: upper }, 'read-back', null),
    ...found({ ...read, check: anyCase }, 'type-spelling', 'should'),
    ...notFound(contact.belief, contact.update),
  ];
}

/** The answers where a type in another case names another contact than the one of this type. */
function otherNamed(contact: Contact, state: State, operation: string): AllowedAnswer[] {
  if (operation === `Put${ALTERNATE}`) return [];
  const gone: AllowedAnswer = {
    outcome: 'refusal',
    breaks: null,
    clause: 'contested-input',
    refusal: refusedAs([ERRORS.notFound]),
    state,
  };
  if (operation !== `Get${ALTERNATE}`) {
    return [gone, ...emptySuccess('contested-input', () => written(contact, [null]))];
  }
  return [
    gone,
    {
      outcome: 'success',
      breaks: null,
      clause: 'contested-input',
      describe: () => `success with any ${ALTERNATE}`,
      judge: (output) => (output?.[ALTERNATE] ? { state } : { problem: `no ${ALTERNATE} in the output` }),
    },
  ];
}

/** Get and put of the primary contact: a put replaces it wholly, so that what it leaves out is gone. */
export function primaryContact(request: Request): Possible {
  const { contract, operation, state, accountId, input } = request;
  const tolerated = toleratedOf(request, `Get${PRIMARY}`);
  const shape = contactShapes(contract).primary;
  const belief = accountOf(state, accountId).primary;
  const update = (primary: Belief): State => withAccount(state, accountId, { primary });
  const forget = (from: State, id: string): State => withAccount(from, id, { primary: 'unknown' });
  if (operation.changes === null) {
    const required = stillRequired(requiredMembers(shape), tolerated);
    const read = {
      belief,
      shape,
      required,
      outputMember: PRIMARY,
      judgedByCheck: null,
      check: () => null,
      update,
    };
    const forms = [...found(read, 'read-back', null), ...notFound(belief, update)];
    return { verdicts: [], forms, effect: () => state, forget };
  }
  const effect = () => update([storedFrom(shape, jsonObject(input[PRIMARY]) ?? {}, tolerated)]);
  return { verdicts: [], forms: emptySuccess('put-succeeds', effect), effect, forget };
}
