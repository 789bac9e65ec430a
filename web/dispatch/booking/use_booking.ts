// Filling in and sending a form: kept while it is typed, sent once however often it is asked for, lost by no refusal.
import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { address, cameFrom, replace } from "../../shared/navigation";
import { Refusal } from "../../shared/refusal";
import { booking as words } from "../../shared/words/en";
import { screenKey } from "../route";
import { forget, keep, kept, nameOf, type Kept } from "./keeping";
import { isUnanswered, NOTHING, saidOf } from "./said";

/** What a form wants and does; `send` answers with the address to go to. */
export type Sending<Draft> = {
  /** The job that it is an appointment of; none for a new job. */
  of: string | null;
  fresh: () => Draft;
  unsaid: (draft: Draft) => string[];
  send: (draft: Draft, key: string) => Promise<string>;
};

export type Booking<Draft> = ReturnType<typeof useBooking<Draft & object>>;

export function useBooking<Draft extends object>({ of, fresh, unsaid, send }: Sending<Draft>) {
  const { name, form, put, set, isBegun, wasKept } = useKept(of, fresh);
  const isBusy = useSignal(false);
  const refusals = useSignal(0);
  const refuse = (different: Partial<Kept<Draft>>) => {
    put(different);
    refusals.value += 1;
  };
  const attempt = async ({ draft, key }: Kept<Draft>) => {
    put({ isSent: true, said: NOTHING });
    const screen = screenKey(address.peek());
    try {
      const to = await send(draft, key);
      forget(name);
      if (screenKey(address.peek()) === screen) leave(to);
    } catch (reason) {
      if (kept(name)) refuse(afterRefusal(reason, draft)); // else whoever wrote it has signed out, or discarded it
    }
  };
  const save = async () => {
    if (isBusy.peek()) return;
    const empty = unsaid(form.peek().draft);
    if (empty.length) return refuse({ said: { general: "", at: Object.fromEntries(empty.map((field) => [field, words.empty[field]!])) } });
    isBusy.value = true;
    await attempt(form.peek());
    isBusy.value = false;
  };
  return { name, form: form.value, set, save, isBegun: isBegun.value, isBusy: isBusy.value, refusals: refusals.value, wasKept };
}

function useKept<Draft extends object>(of: string | null, fresh: () => Draft) {
  const name = useMemo(() => nameOf(of), []);
  const found = useMemo(() => kept<Draft>(name), []);
  const form = useSignal<Kept<Draft>>(useMemo(() => begun(found, fresh), []));
  const isBegun = useSignal(found !== null);
  const put = (different: Partial<Kept<Draft>>) => keep(name, (form.value = { ...form.peek(), ...different }));
  const set = (chosen: Partial<Draft>) => {
    const { draft, said } = form.peek();
    const at = Object.fromEntries(Object.entries(said.at).filter(([field]) => !(field in chosen)));
    put({ draft: { ...draft, ...chosen }, said: { general: "", at } });
    isBegun.value = true;
  };
  useAsking(() => isBegun.peek());
  return { name, form, put, set, isBegun, wasKept: found !== null };
}

function afterRefusal<Draft extends object>(reason: unknown, draft: Draft): Partial<Kept<Draft>> {
  const isUsed = reason instanceof Refusal && reason.code === "idempotency_mismatch";
  return { isSent: isUnanswered(reason), said: saidOf(reason, Object.keys(draft)), ...(isUsed ? { key: crypto.randomUUID() } : {}) };
}

/** No way back leads into a form that is done with, nor twice to the same screen. */
export function leave(to: string): void {
  if (cameFrom() === to) history.back();
  else replace(to, null);
}

function begun<Draft>(found: Kept<Draft> | null, fresh: () => Draft): Kept<Draft> {
  if (found) return { ...found, draft: { ...fresh(), ...found.draft } };
  return { key: crypto.randomUUID(), isSent: false, draft: fresh(), said: NOTHING };
}

/** Whoever closes the tab is asked: what is kept ends with it. */
function useAsking(isBegun: () => boolean): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => isBegun() && event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, []);
}
