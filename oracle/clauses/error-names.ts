/** The errors that the model speaks of, as keys into the contract, which has their statuses. */
export const ERRORS = {
  conflict: 'ConflictException',
  denied: 'AccessDeniedException',
  invalid: 'ValidationException',
  notFound: 'ResourceNotFoundException',
  throttled: 'TooManyRequestsException',
  throttledCommon: 'ThrottlingException',
  unreadable: 'SerializationException',
} as const;
