// Where this phone's late changes and the office disagree: kept until the technician has seen it.
import { signal } from "@preact/signals";
import { person } from "../shared/session";
import type { Appointment } from "../shared/types";
import { copyOf, keepCopy } from "./storage";

type Appointments = readonly Appointment[];

const PATH = "/contradictions";

let turn: Promise<void> = Promise.resolve();

export const contradicted = signal<Appointments>([]);

/** What an earlier visit left unseen. */
export async function recall(): Promise<void> {
  await edit((unseen) => unseen);
}

/** What a change answered: the office looks into it as long as it is flagged. */
export async function notice(answer: Appointment): Promise<void> {
  if (answer.flags.includes("contradiction")) await edit((unseen) => [...without(unseen, answer), answer]);
}

export async function see(appointment: Appointment): Promise<void> {
  await edit((unseen) => without(unseen, appointment));
}

function without(unseen: Appointments, { id }: Appointment): Appointments {
  return unseen.filter((each) => each.id !== id);
}

/** One after the other: each begins with what the one before left. */
function edit(change: (unseen: Appointments) => Appointments): Promise<void> {
  turn = turn.catch(() => {}).then(async () => {
    const who = person.peek();
    const before = who ? ((await copyOf<Appointments>(who, PATH))?.body ?? []) : [];
    if (person.peek() !== who) return;
    contradicted.value = change(before);
    if (who && contradicted.value !== before) await keepCopy(who, PATH, contradicted.value);
  });
  return turn;
}
