// What became of a text, in the words of one line.
import type { Fate } from "./fate";
import { clock } from "./times";
import { reasons, texts as words } from "./words/en";

export function fateInWords(fate: Fate, zone: string, because: Record<string, string> = reasons): string {
  switch (fate.is) {
    case "held":
      return words.goesIn(fate.seconds);
    case "going":
      return words.going;
    case "sent":
      return words.sent(clock(fate.at, zone));
    case "unknown":
      return words.unknown;
    case "not":
      return words.not(because[fate.reason] ?? reasons.other!);
  }
}
