// What is settled, one thing at a time, as people read it.
import { settings as words } from "../../shared/words/en";
import { countryName } from "../work/countries";
import { countriesOf, type SettingsDraft, type SettingsField } from "../work/settings_draft";

export function settingInWords(field: SettingsField, draft: SettingsDraft): string {
  const value = draft[field];
  switch (field) {
    case "hold_seconds":
      return words.seconds(Number(value));
    case "daily_cap":
      return Number(value).toLocaleString("en-US");
    case "countries":
      return countriesOf(value).map(countryName).join(", ") || words.nothing;
    case "origination_number":
      return value || words.providers;
    default:
      return value || words.nothing;
  }
}
