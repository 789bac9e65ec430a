// What is wrong with what was sent: each thing at its field, in the server's words; the rest below them all.
import { NO_ANSWER, Refusal } from "../../shared/refusal";
import { booking as words } from "../../shared/words/en";
import { inWords, sentence } from "../in_words";

export type Said = { general: string; at: Readonly<Record<string, string>> };

export const NOTHING: Said = { general: "", at: {} };

/** The server's name of a field, where the form has another. */
const FIELDS: Readonly<Record<string, string>> = { starts_at: "starts", ends_at: "minutes", window: "to" };

/** Whether it may have arrived all the same: then only the same may be sent again. */
export function isUnanswered(reason: unknown): boolean {
  return !(reason instanceof Refusal) || reason.isSilence || reason.status >= 500;
}

export function saidOf(reason: unknown, fields: readonly string[]): Said {
  if (isUnanswered(reason)) return { general: unanswered(reason), at: {} };
  const { code, facts } = reason as Refusal;
  if (code === "idempotency_mismatch") return { general: words.savedBefore, at: {} };
  const errors = (facts.errors ?? []).map(({ field, message }) => [fieldOf(field), sentence(message.replace(/^`[^`]*` /, ""))] as const);
  const at = Object.fromEntries(errors.filter(([field]) => fields.includes(field)));
  return { general: Object.keys(at).length ? "" : inWords(reason), at };
}

function fieldOf(name: string): string {
  const last = name.split(".").at(-1)!;
  return FIELDS[last] ?? last;
}

function unanswered(reason: unknown): string {
  return reason instanceof Refusal && reason.code === NO_ANSWER ? words.noAnswer : words.unsure;
}
