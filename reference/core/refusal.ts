/** One entry of a validation error's field list. */
interface RefusedField {
  readonly name: string;
  readonly message: string;
}

export interface RefusalDetail {
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
