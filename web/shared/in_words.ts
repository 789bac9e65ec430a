// A refusal as one sentence for the person who sees it.
import { Refusal } from "./refusal";
import { refusals } from "./words/en";

export function inWords(reason: unknown): string {
  const code = reason instanceof Refusal ? reason.code : "other";
  return refusals[code as keyof typeof refusals] ?? refusals.other;
}
