// Saving what a form holds, as it was seen: when somebody was faster, theirs is told and nothing is overwritten.
import { useSignal } from "@preact/signals";
import { Refusal } from "../shared/refusal";
import { inWords } from "./in_words";

type Versioned = { version: number };

type Send = (version: number) => Promise<unknown>;

/** `labels` name the fields to whoever is told what is wrong with one. */
export function useSaving<Thing extends Versioned>(seen: Thing, send: Send, close: () => void, labels?: Record<string, string>) {
  const theirs = useSignal<Thing | null>(null);
  const trouble = useSignal("");
  const save = (version: number) =>
    void send(version).then(close, (refusal) => {
      theirs.value = refusal instanceof Refusal && refusal.facts.current ? (refusal.facts.current as Thing) : null;
      trouble.value = theirs.value ? "" : inWords(refusal, labels);
    });
  const submit = (event: Event) => {
    event.preventDefault();
    save(seen.version);
  };
  return { submit, theirs: theirs.value, trouble: trouble.value, saveOver: () => theirs.value && save(theirs.value.version) };
}
