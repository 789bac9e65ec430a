// What the office has settled, as a form holds it; what of it is different, and what somebody else changed meanwhile.
import type { Settings, SettingsBody } from "../../shared/types";
import { numberOf } from "./phone";

export type SettingsField = (typeof SETTINGS_FIELDS)[number];
export type SettingsDraft = Record<SettingsField, string>;

export const SETTINGS_FIELDS = [
  "brand", "phone", "time_zone", "hold_seconds", "daily_cap", "countries", "origination_number",
] as const;

const SEPARATOR = " ";

export function settingsDraftOf(settings: Settings): SettingsDraft {
  const { brand, phone, time_zone, hold_seconds, daily_cap, countries, origination_number } = settings;
  return {
    brand,
    phone: phone ?? "",
    time_zone,
    hold_seconds: String(hold_seconds),
    daily_cap: String(daily_cap),
    countries: [...countries].sort().join(SEPARATOR),
    origination_number: origination_number ?? "",
  };
}

export function changedSettings(before: SettingsDraft, after: SettingsDraft): SettingsField[] {
  return SETTINGS_FIELDS.filter((field) => before[field].trim() !== after[field].trim());
}

/** All of `base`, and over it what the form has different from what it began with: nothing that somebody else settled. */
export function settingsOf(base: Settings, seen: Settings, draft: SettingsDraft): SettingsBody {
  const before = settingsDraftOf(seen);
  const mine = Object.fromEntries(changedSettings(before, draft).map((field) => [field, draft[field].trim()]));
  const { brand, phone, time_zone, hold_seconds, daily_cap, countries, origination_number } = { ...settingsDraftOf(base), ...mine };
  const [home = ""] = countriesOf(countries);
  return {
    version: base.version,
    brand,
    phone: numberOf(phone, home),
    time_zone,
    hold_seconds: Number(hold_seconds),
    daily_cap: Number(daily_cap),
    texts_on: base.texts_on,
    countries: countriesOf(countries),
    origination_number: numberOf(origination_number, home),
  };
}

export function countriesOf(countries: string): string[] {
  return countries.split(SEPARATOR).filter(Boolean);
}

export function withCountry(countries: string, country: string): string {
  return [...new Set([...countriesOf(countries), country])].sort().join(SEPARATOR);
}

export function withoutCountry(countries: string, country: string): string {
  return countriesOf(countries).filter((each) => each !== country).join(SEPARATOR);
}

export const ZONES: readonly string[] = Intl.supportedValuesOf("timeZone");

export function isZone(name: string): boolean {
  try {
    return Boolean(name && new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}
