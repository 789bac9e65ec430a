// Settling anew: whoever saves second is shown what the first one changed, and overwrites nothing unasked.
import { useSignal } from "@preact/signals";
import { useId, useRef } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { clock } from "../../shared/times";
import type { Settings } from "../../shared/types";
import { settings as words } from "../../shared/words/en";
import { Saving } from "../Saving";
import { settle } from "../settling";
import { now, settings as known } from "../state";
import { useSaving } from "../use_saving";
import { changedSettings, isZone, settingsDraftOf, settingsOf, ZONES, type SettingsDraft, type SettingsField } from "../work/settings_draft";
import { Countries } from "./Countries";
import { settingInWords } from "./setting_in_words";

export function SettingsForm({ settings: shown, close }: { settings: Settings; close: () => void }) {
  const seen = useRef(shown).current;
  const draft = useSignal(settingsDraftOf(seen));
  const set = (field: SettingsField) => (value: string) => (draft.value = { ...draft.value, [field]: value });
  const send = (version: number) => settle(settingsOf(version === seen.version ? seen : known.peek()!, seen, draft.value));
  const { submit, theirs, trouble, saveOver } = useSaving<Settings>(seen, send, close, words.fields);
  const { brand, phone, time_zone: zone, hold_seconds, daily_cap, countries, origination_number } = draft.value;
  return (
    <form class="SettingsForm" onSubmit={submit}>
      <Field name="brand" value={brand} set={set("brand")} input={{ required: true, maxLength: 30 }} isFirst />
      <Field name="phone" value={phone} set={set("phone")} input={{ type: "tel", autocomplete: "off" }} />
      <Field name="time_zone" value={zone} set={set("time_zone")} input={{ required: true, list: "zones", autocomplete: "off" }}>
        {isZone(zone) && <> {words.hints.zoneNow(clock(now.value, zone))}</>}
      </Field>
      <datalist id="zones">{ZONES.map((each) => <option key={each} value={each} />)}</datalist>
      <Field name="hold_seconds" value={hold_seconds} set={set("hold_seconds")} input={{ type: "number", min: 0, max: 60, required: true }} />
      <Field name="daily_cap" value={daily_cap} set={set("daily_cap")} input={{ type: "number", min: 0, max: 10_000, required: true }} />
      <Field name="origination_number" value={origination_number} set={set("origination_number")} input={{ type: "tel", autocomplete: "off" }} />
      <Countries chosen={countries} set={set("countries")} />
      <Saving trouble={trouble} theirs={theirs && <Changes seen={seen} theirs={theirs} />} saveOver={saveOver} close={close} />
    </form>
  );
}

const focus = (field: HTMLInputElement | null) => field?.focus();

type FieldProps = {
  name: Exclude<SettingsField, "countries">;
  value: string;
  set: (value: string) => void;
  input: Record<string, string | number | boolean>;
  isFirst?: boolean;
  children?: ComponentChildren;
};

function Field({ name, value, set, input, isFirst = false, children }: FieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{words.fields[name]}</label>
      <input {...input} id={id} value={value} aria-describedby={`${id}-hint`} ref={isFirst ? focus : null} onInput={(event) => set(event.currentTarget.value)} />
      <p class="quiet" id={`${id}-hint`}>{words.hints[name]}{children}</p>
    </div>
  );
}

function Changes({ seen, theirs }: { seen: Settings; theirs: Settings }) {
  const after: SettingsDraft = settingsDraftOf(theirs);
  const { label, on, off } = words.textsNow;
  return (
    <ul>
      {changedSettings(settingsDraftOf(seen), after).map((field) => <li key={field}>{words.now(words.fields[field], settingInWords(field, after))}</li>)}
      {seen.texts_on !== theirs.texts_on && <li>{words.now(label, theirs.texts_on ? on : off)}</li>}
    </ul>
  );
}
