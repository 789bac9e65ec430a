// Technician and time: as they are, or as a form; nothing has to be dragged.
import { useSignal } from "@preact/signals";
import { dayShort, range } from "../../shared/times";
import type { Appointment } from "../../shared/types";
import { plan as words } from "../../shared/words/en";
import { Section } from "../Section";
import { technicianName } from "../state";
import { Zone } from "../Zone";
import "./Plan.css";
import { PlanForm } from "./PlanForm";

const FIXED: ReadonlySet<string> = new Set(["started", "complete", "canceled"]);

export function Plan({ appointment, opensAtOnce }: { appointment: Appointment; opensAtOnce: boolean }) {
  const isEditing = useSignal(opensAtOnce);
  const { starts_at, ends_at, window, time_zone: zone } = appointment;
  const isFixed = FIXED.has(appointment.status);
  const change = <button class="button" onClick={() => (isEditing.value = true)}>{words.change}</button>;
  if (isEditing.value) return <Section title={words.title} look="Plan"><PlanForm appointment={appointment} close={() => (isEditing.value = false)} /></Section>;
  return (
    <Section title={words.title} look="Plan" action={!isFixed && change}>
      <dl>
        <dt>{words.technician}</dt>
        <dd>{technicianName(appointment) ?? words.nobody}</dd>
        <dt>{words.work}</dt>
        <dd>{dayShort(starts_at, zone)}, {range(starts_at, ends_at, zone)} <Zone at={starts_at} zone={zone} /></dd>
        <dt>{words.window}</dt>
        <dd>{range(window.from, window.to, zone)} <Zone at={window.from} zone={zone} /></dd>
      </dl>
    </Section>
  );
}
