// What waits to be sent, in English.
import { bar } from "./bar";

export const waiting = {
  title: bar.waiting,
  none: "Everything is sent",
  noneLead: "What you tap goes out at once, or as soon as you have signal.",
  lead: "It goes out by itself as soon as it can.",
  since: (time: string) => `since ${time}`,
  sendingNow: "Sending",
  noSignal: "No signal.",
  busy: "The office's system is busy.",
  again: (seconds: number) => `Next try in ${seconds} s.`,
  retry: "Try now",
  discard: "Discard",
  sureTitle: "Discard this?",
  sure: (what: string) => `${what} will not be sent to your office.`,
  keep: "Keep it",
  yours: "You",
  office: "Office",
  note: (text: string) => `Note: ${text}`,
  photo: "Photo",
  undo: "Undo",
};
