// On My Way, in English.
export const onMyWay = {
  title: "On My Way",
  minutes: "How long will you take?",
  minute: "min",
  preview: "The customer reads",
  writing: "Writing the text…",
  offline: "Goes out when you have signal, within 10 minutes.",
  noText: (why: string) => `No text: ${why}.`,
  sendAndGo: "Send & go",
  go: "Go",
  cancel: "Not yet",
  stillOpen: (title: string) => `${title} is still open.`,
  completeIt: "Complete it",
};
