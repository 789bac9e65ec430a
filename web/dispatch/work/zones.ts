// Which time zones an address can be in, as far as its country and state tell; and never more than they tell.
import { timeOf } from "../../shared/times";

const HALF_A_YEAR = 182 * 24 * 3600 * 1000;

/** Zones that keep the same clock today are one here. A corner that keeps another counts: the Navajo Nation, West Wendover. */
const STATES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  US: {
    "America/New_York": "CT DC DE FL GA IN KY MA MD ME MI NC NH NJ NY OH PA RI SC TN VA VT WV",
    "America/Chicago": "AL AR FL IA IL IN KS KY LA MI MN MO MS ND NE OK SD TN TX WI",
    "America/Denver": "AZ CO ID KS MT ND NE NM NV OR SD TX UT WY",
    "America/Phoenix": "AZ",
    "America/Los_Angeles": "CA ID NV OR WA",
    "America/Anchorage": "AK",
    "America/Adak": "AK",
    "Pacific/Honolulu": "HI",
    "America/Puerto_Rico": "PR VI",
    "Pacific/Guam": "GU MP",
    "Pacific/Pago_Pago": "AS",
  },
  CA: {
    "America/St_Johns": "NL",
    "America/Halifax": "NB NL NS PE QC",
    "America/Blanc-Sablon": "QC",
    "America/Toronto": "NU ON QC",
    "America/Atikokan": "NU ON",
    "America/Winnipeg": "MB NU ON",
    "America/Regina": "SK",
    "America/Edmonton": "AB BC NT NU SK",
    "America/Dawson_Creek": "BC",
    "America/Vancouver": "BC",
    "America/Whitehorse": "YT",
  },
};

/** None where the state is not known, or not yet. */
export function zonesOf(country: string, region: string, now: number): readonly string[] {
  const states = STATES[country];
  if (!states) return zonesOfCountry(country).filter((zone, place, all) => all.findIndex((each) => areAlike(each, zone, now)) === place);
  const state = region.trim().toUpperCase();
  return Object.keys(states).filter((zone) => states[zone]!.split(" ").includes(state));
}

/** Of several none is taken for sure: the organization's own is put forward, another is for the person to say. */
export function suggested(zones: readonly string[], own: string, now: number): string {
  if (zones.length === 1) return zones[0]!;
  return fits(own, zones, now) && zones.length ? own : "";
}

/** Whether an address with these zones can have that one. */
export function fits(zone: string, zones: readonly string[], now: number): boolean {
  return zones.length === 0 || zones.some((each) => areAlike(each, zone, now));
}

/** The country whose states are known to have the zone; else that of the reader's language. */
export function countryOf(zone: string, language: string): string {
  const known = Object.entries(STATES).find(([, states]) => zone in states);
  return known?.[0] ?? new Intl.Locale(language).region ?? "";
}

/** "Mountain Standard Time (Phoenix)" */
export function zoneInWords(zone: string, now: number): string {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longGeneric" }).formatToParts(now);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? zone;
  return `${name} (${zone.split("/").at(-1)!.replaceAll("_", " ")})`;
}

function areAlike(one: string, other: string, now: number): boolean {
  return [now, now + HALF_A_YEAR].every((at) => timeOf(at, one) === timeOf(at, other));
}

/** Not every browser knows; then the whole world is offered. */
function zonesOfCountry(country: string): readonly string[] {
  if (!/^[A-Z]{2}$/.test(country)) return [];
  const place = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones?: () => string[] };
  return place.getTimeZones?.() ?? [];
}
