// One check of whether texts can go out, as a sentence.
import type { Person, Settings } from "../../shared/types";
import { readiness as words } from "../../shared/words/en";
import { countryName } from "../work/countries";
import { hasJoined, takesAppointments } from "../work/people";
import type { Check } from "../work/readiness";

export function checkInWords({ of, isMet }: Check, settings: Settings, people: readonly Person[]): string {
  const technicians = people.filter(takesAppointments);
  switch (of) {
    case "countries":
      return isMet ? words.countries.met(settings.countries.map(countryName).join(", ")) : words.countries.unmet;
    case "daily_cap":
      return isMet ? words.daily_cap.met(settings.daily_cap.toLocaleString("en-US")) : words.daily_cap.unmet;
    case "technicians":
      if (isMet) return words.technicians.met(technicians.filter(hasJoined).length);
      return technicians.length ? words.technicians.awaited : words.technicians.unmet;
    default:
      return isMet ? words[of].met : words[of].unmet;
  }
}
