// What about this appointment needs a dispatcher, and saying that it does no more.
import { useSignal } from "@preact/signals";
import type { Appointment } from "../../shared/types";
import { card as words } from "../../shared/words/en";
import { dismiss } from "../acts";
import { inWords } from "../in_words";
import { Sign } from "../Sign";
import "./Flags.css";

export function Flags({ appointment }: { appointment: Appointment }) {
  const trouble = useSignal("");
  const put = (flag: string) => void dismiss(appointment, flag).catch((refusal) => (trouble.value = inWords(refusal)));
  if (!appointment.flags.length) return null;
  return (
    <ul class="Flags">
      {appointment.flags.map((flag) => (
        <li key={flag}>
          <Sign name="alert" />
          <span>{words.flags[flag] ?? flag}</span>
          <button class="button" onClick={() => put(flag)}>{flag === "told_then_changed" ? words.customerKnows : words.dismiss}</button>
        </li>
      ))}
      {trouble.value ? <li class="trouble" role="alert">{trouble.value}</li> : null}
    </ul>
  );
}
