/** One further form of an answer, which a service gives every time and which is let pass but by the rules that own it. */
export interface Tolerance {
  /** An entry of spec/deviations.yaml. */
  kind: string;
  /** Whose answers may have it. */
  operation: string;
  /** The member of the output, as a path with dots; `null`: it is about the answer as a whole. */
  member: string | null;
  /** Which form it is, where a kind has several: a status, or how a body begins. */
  form: string | null;
}
