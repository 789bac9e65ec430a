// A refusal as one sentence for the office: the server's own where it knows more than the kind of it.
import { Refusal } from "../shared/refusal";
import { officeRefusals, refusals } from "../shared/words/en";

export function inWords(reason: unknown): string {
  if (!(reason instanceof Refusal)) return refusals.other;
  const known = officeRefusals[reason.code];
  if (known) return known;
  const said = reason.facts.errors?.map(({ message }) => message).join("; ") || reason.message;
  return said ? sentence(said) : refusals.other;
}

export function sentence(said: string): string {
  const whole = said[0]!.toUpperCase() + said.slice(1);
  return /[.?!]$/.test(whole) ? whole : `${whole}.`;
}
