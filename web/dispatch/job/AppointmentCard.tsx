// An appointment of the job: when, who, how it stands, what became of the text. It opens as a card.
import { Badge, shownStatus } from "../../shared/Badge";
import { dayShort, range } from "../../shared/times";
import type { Appointment } from "../../shared/types";
import { card, officeJob as words } from "../../shared/words/en";
import { Fate } from "../card/Fate";
import { toCard } from "../route";
import { technicianName } from "../state";
import { Zone } from "../Zone";

export function AppointmentCard({ appointment }: { appointment: Appointment }) {
  const { window, time_zone: zone, flags } = appointment;
  const shown = shownStatus(appointment);
  return (
    <li class={`AppointmentCard of-${shown}`} data-id={appointment.id}>
      <p class="when">
        <a href={toCard(appointment)} data-over data-step>
          {dayShort(window.from, zone)}, {range(window.from, window.to, zone)} <Zone at={window.from} zone={zone} />
        </a>
      </p>
      <Badge status={shown} />
      <p>{technicianName(appointment) ?? <span class="quiet">{words.nobody}</span>}</p>
      <Fate appointment={appointment} />
      {flags.map((flag) => <p key={flag} class="trouble flag">{card.flags[flag]}</p>)}
    </li>
  );
}
