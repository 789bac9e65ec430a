// What became of the customer's text, in one line. It moves by the second only while a text is held.
import { fateOf, type Fate as Told } from "../../shared/fate";
import { clock } from "../../shared/times";
import type { Appointment } from "../../shared/types";
import { card as words, officeReasons } from "../../shared/words/en";
import { now } from "../state";

export function Fate({ appointment }: { appointment: Appointment }) {
  const fate = useFate(appointment);
  if (!fate) return null;
  return <p class={`Fate is-${fate.is}`}>{fateInWords(fate, appointment.time_zone)}</p>;
}

export function useFate(appointment: Appointment): Told | null {
  return fateOf(appointment, appointment.alert?.state === "pending" ? now.value : 0);
}

export function fateInWords(fate: Told, zone: string): string {
  switch (fate.is) {
    case "held":
      return words.held(fate.seconds);
    case "going":
      return words.going;
    case "sent":
      return words.sent(clock(fate.at, zone));
    case "unknown":
      return words.unknown;
    case "not":
      return words.not(officeReasons[fate.reason] ?? officeReasons.other!);
  }
}
