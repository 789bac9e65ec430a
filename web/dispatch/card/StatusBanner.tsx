// The banner on top of the card: where the appointment stands, and the control that changes it.
import { useSignal } from "@preact/signals";
import { useId, useRef } from "preact/hooks";
import { shownStatus } from "../../shared/Badge";
import { Icon } from "../../shared/Icon";
import { clock, dayOf, moment } from "../../shared/times";
import type { Appointment } from "../../shared/types";
import { moves as words, statuses } from "../../shared/words/en";
import { undo } from "../acts";
import { inWords } from "../in_words";
import { Sign } from "../Sign";
import { made, now, today } from "../state";
import "./StatusBanner.css";
import { StatusPanel } from "./StatusPanel";

export function StatusBanner({ appointment, opensAtOnce }: { appointment: Appointment; opensAtOnce: boolean }) {
  const id = useId();
  const isOpen = useSignal(opensAtOnce);
  const button = useRef<HTMLButtonElement>(null);
  const shown = shownStatus(appointment);
  const close = () => {
    isOpen.value = false;
    button.current?.focus();
  };
  return (
    <div class="StatusBanner">
      <button class={`banner is-${shown}`} ref={button} data-first={opensAtOnce || undefined} aria-expanded={isOpen.value} aria-controls={id} onClick={() => (isOpen.value = !isOpen.value)}>
        <Icon name={shown} size={26} />
        <span class="state">{statuses[shown]}</span>
        <span class="since">{words.since(when(appointment))}</span>
        <span class="do">{words.change}<Sign name="down" size={18} /></span>
      </button>
      <Made appointment={appointment} />
      <div id={id}>{isOpen.value && <StatusPanel appointment={appointment} close={close} />}</div>
    </div>
  );
}

/** What was just done, and the way back as long as nothing came after it. */
function Made({ appointment }: { appointment: Appointment }) {
  const trouble = useSignal("");
  const last = made.value;
  const isLast = last?.appointment === appointment.id && last.version === appointment.version && now.value < last.until;
  if (!isLast) return trouble.value ? <p class="trouble said" role="alert">{trouble.value}</p> : <p class="unseen" role="status" />;
  const takeBack = () => undo(appointment, last.before).catch((refusal) => (trouble.value = inWords(refusal)));
  return (
    <div class="said">
      <p role="status">{words.moved(statuses[shownStatus(appointment)])}</p>
      <button class="button" onClick={() => void takeBack()}>{words.undo}</button>
    </div>
  );
}

function when({ since, time_zone: zone }: Appointment): string {
  return dayOf(Date.parse(since), zone) === today.value ? clock(since, zone) : moment(since, zone);
}
