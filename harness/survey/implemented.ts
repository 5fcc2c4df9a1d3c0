export const SURVEY_PREFIX = 'errors/implemented/';

/** The operation that a survey rule is about; `null`: the rule is none. */
export function surveyedOperation(id: string): string | null {
  return id.startsWith(SURVEY_PREFIX) ? id.slice(SURVEY_PREFIX.length) : null;
}
