// What the office planned, as its technician reads it: a time, or that it is somebody else's now.
import { range } from "../../shared/times";
import type { Entry } from "../../shared/types";
import { contradictions as words, details } from "../../shared/words/en";

export function planInWords({ technician, window }: Extract<Entry, { kind: "plan" }>, me: string | null, zone: string): string {
  if (technician?.id === me) return details.planned(range(window.from, window.to, zone));
  return technician ? words.givenTo(technician.name) : words.takenBack;
}
