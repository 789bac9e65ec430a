// All that the office has settled: as it is, or as a form.
import { useSignal } from "@preact/signals";
import type { Settings } from "../../shared/types";
import { settings as words } from "../../shared/words/en";
import { Section } from "../Section";
import { Sign } from "../Sign";
import { SETTINGS_FIELDS, settingsDraftOf } from "../work/settings_draft";
import { settingInWords } from "./setting_in_words";
import { SettingsForm } from "./SettingsForm";

export function Settled({ settings }: { settings: Settings }) {
  const isEditing = useSignal(false);
  const draft = settingsDraftOf(settings);
  const change = <button class="button" onClick={() => (isEditing.value = true)}><Sign name="edit" size={18} />{words.change}</button>;
  if (isEditing.value) {
    return (
      <Section title={words.settled} look="Settled">
        <SettingsForm settings={settings} close={() => (isEditing.value = false)} />
      </Section>
    );
  }
  return (
    <Section title={words.settled} look="Settled" action={change}>
      <dl>
        {SETTINGS_FIELDS.map((field) => (
          <div key={field}>
            <dt>{words.fields[field]}</dt>
            <dd>{settingInWords(field, draft)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
