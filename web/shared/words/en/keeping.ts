// What this device could not keep, or kept and lost, in English.
export const keeping = {
  notKeptTitle: "Not saved",
  notKept:
    "This device is full, or forbids to keep anything, so what you did was not saved and will not be sent. Free some space or leave private browsing, then do it again.",
  lostTitle: "Unsent work is gone",
  lost: (count: number) =>
    `This device lost what it kept for you, and with it ${count === 1 ? "1 thing" : `${count} things`} not sent yet. Compare your jobs with what you did, and do again what is missing.`,
  understood: "I understand",
};
