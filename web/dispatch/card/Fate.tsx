// What became of the customer's text, in one line. It moves by the second only while a text is held.
import { fateOf, type Fate as Told } from "../../shared/fate";
import { fateInWords } from "../../shared/fate_in_words";
import type { Appointment } from "../../shared/types";
import { officeReasons } from "../../shared/words/en";
import { now } from "../state";

export function Fate({ appointment }: { appointment: Appointment }) {
  const fate = useFate(appointment);
  if (!fate) return null;
  return <p class={`Fate is-${fate.is}`}>{fateInWords(fate, appointment.time_zone, officeReasons)}</p>;
}

export function useFate(appointment: Appointment): Told | null {
  return fateOf(appointment, appointment.alert?.state === "pending" ? now.value : 0);
}
