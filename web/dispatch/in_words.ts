// A refusal as one sentence for the office: the server's own where it knows more than the kind of it.
import { Refusal } from "../shared/refusal";
import { officeRefusals, refusals } from "../shared/words/en";

/** `labels` are the words that the fields have on screen. */
export function inWords(reason: unknown, labels: Record<string, string> = {}): string {
  if (!(reason instanceof Refusal)) return refusals.other;
  const known = officeRefusals[reason.code];
  if (known) return known;
  const named = ({ field, message }: { field: string; message: string }) => (labels[field] ? `${labels[field]}: ${message}` : message);
  const said = reason.facts.errors?.map(named).join("; ") || reason.message;
  return said ? sentence(said) : refusals.other;
}

export function sentence(said: string): string {
  const whole = said[0]!.toUpperCase() + said.slice(1);
  return /[.?!]$/.test(whole) ? whole : `${whole}.`;
}
