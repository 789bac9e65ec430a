// Complete, in English.
export const complete = {
  title: "Complete",
  lead: "One tap is enough.",
  followUp: "This job requires follow up (Pause It)",
  done: "This job is done (Complete it)",
  cancel: "Not yet",
  completed: (title: string) => `${title}: complete`,
  paused: (title: string) => `${title}: paused`,
  why: "What is it waiting for?",
  optional: "optional",
  reasons: ["Parts", "Nobody home", "No access", "More time"],
  note: "Anything the office should know",
  save: "Tell the office",
  told: "The office will read it.",
  dismiss: "Close",
  followUpNote: (reasons: string, note: string) => ["Follow up", reasons, note].filter(Boolean).join(": "),
};
