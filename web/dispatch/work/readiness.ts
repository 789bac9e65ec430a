// Whether texts can go out, as far as the office's screens can see, and what is missing.
import type { Person, Settings } from "../../shared/types";
import { hasJoined, takesAppointments } from "./people";

export type Check = { of: "texts" | "operator" | "countries" | "daily_cap" | "technicians"; isMet: boolean };

export function readinessOf(settings: Settings, allTextsOff: boolean, people: readonly Person[]): Check[] {
  return [
    { of: "texts", isMet: settings.texts_on },
    { of: "operator", isMet: !allTextsOff },
    { of: "countries", isMet: settings.countries.length > 0 },
    { of: "daily_cap", isMet: settings.daily_cap > 0 },
    { of: "technicians", isMet: people.some((person) => takesAppointments(person) && hasJoined(person)) },
  ];
}
