import { constants } from 'node:http2';

/** One entry of a validation error's field list. */
interface RefusedField {
  readonly name: string;
  readonly message: string;
}

interface RefusalDetail {
  /** Taken where the contract allows it for the name; absent: the contract's first. */
  readonly status?: number | undefined;
  readonly reason?: string | undefined;
  readonly fieldList?: readonly RefusedField[] | undefined;
}

/** Thrown by a part to answer with an error: its name, a message, and what the answer carries beside them. */
export class Refusal extends Error {
  readonly errorName: string;
  readonly detail: RefusalDetail;

  constructor(errorName: string, message: string, detail: RefusalDetail = {}) {
    super(message);
    this.name = 'Refusal';
    this.errorName = errorName;
    this.detail = detail;
  }
}

/** Names of the refusals that no entry of the spec ties to their cause. A part: exchanging one is a fault. */
export interface ErrorNames {
  readonly invalid: string;
  readonly denied: string;
  readonly notFound: string;
  readonly internal: string;
  readonly malformedBody: string;
  readonly unknownOperation: string;
  /** The protocol's own names for statuses that the contract allows under any name. */
  readonly contentType: string;
  readonly tooLarge: string;
}

export const errorNames: ErrorNames = {
  invalid: 'ValidationException',
  denied: 'AccessDeniedException',
  notFound: 'ResourceNotFoundException',
  internal: 'InternalServerException',
  malformedBody: 'SerializationException',
  unknownOperation: 'UnknownOperationException',
  contentType: 'UnsupportedMediaTypeException',
  tooLarge: 'RequestEntityTooLargeException',
};

/** The HTTP status that says what is wrong with the form of a request, where the contract leaves a choice. */
export const httpStatus = {
  badRequest: constants.HTTP_STATUS_BAD_REQUEST,
  notFound: constants.HTTP_STATUS_NOT_FOUND,
  methodNotAllowed: constants.HTTP_STATUS_METHOD_NOT_ALLOWED,
  tooLarge: constants.HTTP_STATUS_PAYLOAD_TOO_LARGE,
  contentType: constants.HTTP_STATUS_UNSUPPORTED_MEDIA_TYPE,
  internal: constants.HTTP_STATUS_INTERNAL_SERVER_ERROR,
};
