// Assigning and rescheduling: whoever saves second is shown what the first one changed, and overwrites nothing unasked.
import { useSignal } from "@preact/signals";
import { useId, useRef } from "preact/hooks";
import { dayShort, range } from "../../shared/times";
import type { Appointment } from "../../shared/types";
import { plan as words } from "../../shared/words/en";
import { replan } from "../acts";
import { Saving } from "../Saving";
import { people } from "../state";
import { useSaving } from "../use_saving";
import { planDraftOf, replanOf, type PlanDraft } from "../work/plan_draft";

export function PlanForm({ appointment: shown, close }: { appointment: Appointment; close: () => void }) {
  const appointment = useRef(shown).current;
  const draft = useSignal(planDraftOf(appointment));
  const set = (chosen: Partial<PlanDraft>) => (draft.value = { ...draft.value, ...chosen });
  const send = (version: number) => replan(appointment, replanOf(appointment, draft.value, version));
  const { submit, theirs, trouble, saveOver } = useSaving<Appointment>(appointment, send, close);
  return (
    <form class="PlanForm" onSubmit={submit}>
      <Who appointment={appointment} chosen={draft.value.technician} set={(technician) => set({ technician })} />
      <Input label={words.day} type="date" value={draft.value.day} set={(day) => set({ day })} />
      <Input label={words.starts} type="time" value={draft.value.starts} set={(starts) => set({ starts })} />
      <Input label={words.ends} type="time" value={draft.value.ends} set={(ends) => set({ ends })} />
      <Input label={words.windowFrom} type="time" value={draft.value.from} set={(from) => set({ from })} />
      <Input label={words.windowTo} type="time" value={draft.value.to} set={(to) => set({ to })} />
      <p class="quiet wide">{words.zone(appointment.time_zone)}</p>
      <Saving trouble={trouble} theirs={theirs && <p>{words.now(inOneLine(theirs))}</p>} saveOver={saveOver} close={close} />
    </form>
  );
}

const focus = (field: HTMLSelectElement | null) => field?.focus();

function Who({ appointment, chosen, set }: { appointment: Appointment; chosen: string; set: (id: string) => void }) {
  const id = useId();
  const technicians = people.value.filter((each) => each.active && each.roles.includes("technician"));
  const other = appointment.technician && !technicians.some((each) => each.id === appointment.technician!.id) ? appointment.technician : null;
  return (
    <div class="field wide">
      <label for={id}>{words.technician}</label>
      <select id={id} ref={focus} data-first value={chosen} onChange={(event) => set(event.currentTarget.value)}>
        <option value="">{words.nobody}</option>
        {other && <option value={other.id}>{other.name}</option>}
        {technicians.map((each) => <option key={each.id} value={each.id}>{each.first_name} {each.last_name}</option>)}
      </select>
    </div>
  );
}

function Input({ label, type, value, set }: { label: string; type: "date" | "time"; value: string; set: (value: string) => void }) {
  const id = useId();
  return (
    <div class={`field ${type === "date" ? "wide" : ""}`}>
      <label for={id}>{label}</label>
      <input id={id} type={type} value={value} required onInput={(event) => event.currentTarget.value && set(event.currentTarget.value)} />
    </div>
  );
}

function inOneLine({ starts_at, ends_at, time_zone: zone, technician }: Appointment): string {
  return `${technician?.name ?? words.nobody}, ${dayShort(starts_at, zone)}, ${range(starts_at, ends_at, zone)}`;
}
