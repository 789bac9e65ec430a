// Asking the server, and keeping the last answer for when there is no signal.
import { batch } from "@preact/signals";
import { api } from "../shared/api";
import { fresher } from "../shared/freshness";
import { Refusal } from "../shared/refusal";
import { session } from "../shared/session";
import { tagged, type Told } from "../shared/tagged";
import type { Card } from "../shared/types";
import { dayBefore, days, isSilent, me, refusals, shownDay, today } from "./state";
import { copyOf, keepCopy, type Copy } from "./storage";

const DAY_PATH = "/appointments?date=";
export const dayPath = (day: string) => `${DAY_PATH}${day}`;
/** The day that a copy is of, if it is one of a day. */
export const dayOfPath = (path: string) => (path.startsWith(DAY_PATH) ? path.slice(DAY_PATH.length) : null);

export async function readMe(): Promise<void> {
  const ask = () => tagged("/me", (header) => api.GET("/me", { params: { header } }));
  await read("/me", () => me.peek(), ask, ({ body }) => (me.value = body));
}

/** The day on screen, and of yesterday what may still be under way. */
export async function readDays(): Promise<void> {
  const wanted = shownDay.value === today.value ? [today.value, dayBefore.value] : [shownDay.value];
  await Promise.all(wanted.map(readDay));
}

export async function readDay(day: string): Promise<void> {
  const path = dayPath(day);
  const query = { date: day, technician: "me" };
  const ask = async () => {
    const { body, isNew } = await tagged(path, (header) => api.GET("/appointments", { params: { query, header } }));
    return { body: body.appointments, isNew };
  };
  await read<Card[]>(path, () => days.peek()[day]?.body, ask, (copy) => {
    const body = fresher(days.value[day]?.body ?? [], copy.body);
    days.value = { ...days.value, [day]: { ...copy, body } };
  });
}

/** Shows the kept copy until the answer comes; and goes on showing it if none does. */
export async function read<Body>(
  path: string, shown: () => Body | null | undefined, ask: () => Promise<Told<Body>>, show: (copy: Copy<Body>) => void,
): Promise<void> {
  const person = session.value?.person;
  if (!person) return;
  const kept = shown() ? undefined : copyOf<Body>(person, path);
  const answer = ask();
  const first = await Promise.race([answer.then(() => undefined, () => kept), kept]);
  if (first && !shown()) show(first);
  try {
    const { body, isNew } = await answer;
    if (session.value?.person !== person) return;
    batch(() => {
      show({ body: isNew ? body : (shown() ?? body), at: Date.now() });
      isSilent.value = false;
      forget(path);
    });
    await keepCopy(person, path, shown());
  } catch (refusal) {
    failed(path, refusal);
  }
}

/** `at` is when the whole of it was read. */
export function keep(path: string, body: unknown, at: number): void {
  if (session.value) void keepCopy(session.value.person, path, body, at);
}

function failed(path: string, refusal: unknown): void {
  if (refusal instanceof Refusal && refusal.isSilence) isSilent.value = true;
  refusals.value = { ...refusals.value, [path]: refusal };
}

function forget(path: string): void {
  if (!(path in refusals.value)) return;
  const { [path]: _, ...others } = refusals.value;
  refusals.value = others;
}
