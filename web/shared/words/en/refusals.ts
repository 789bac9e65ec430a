// What went wrong, in English.
export const refusals = {
  NotAuthorized: "That e-mail and password do not fit together. Check both and try again.",
  UserNotFound: "That e-mail and password do not fit together. Check both and try again.",
  InvalidPassword: "Choose a longer password: at least 12 characters.",
  PasswordResetRequired: "Your password has to be set anew. Ask your office.",
  TooManyRequests: "Too many tries. Wait a minute, then try again.",
  LimitExceeded: "Too many tries. Wait a minute, then try again.",
  no_answer: "No answer. Check your signal and try again.",
  unauthorized: "Sign in again to go on.",
  forbidden: "Your account may not do this. Ask your office.",
  not_found: "This is no longer yours to see. The office may have given it to somebody else.",
  not_allowed: "The office changed this appointment in the meantime.",
  too_many_changes: "This appointment has been changed too often. Call your office.",
  idempotency_mismatch: "This was sent before in another form. Discard it and do it again.",
  invalid: "The office's system could not take this.",
  busy: "Too many people are changing this at once.",
  other: "Something went wrong. Try again in a moment.",
} as const;
