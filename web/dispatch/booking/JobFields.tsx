// A new job: what it is, for whom, whether they may be texted, and where.
import { booking as words, officeJob } from "../../shared/words/en";
import { Field } from "../Field";
import { PhoneField } from "../PhoneField";
import { Section } from "../Section";
import type { JobDraft } from "../work/job_draft";
import { ZoneField } from "../ZoneField";

type Props = { draft: JobDraft; zone: string; at: Readonly<Record<string, string>>; set: (chosen: Partial<JobDraft>) => void };
type Line = "title" | "name" | "line1" | "line2" | "city" | "region" | "postal_code" | "country";

export function JobFields({ draft, zone, at, set }: Props) {
  const line = (field: Line, label: string, longest: number, look = "", hint = "") => (
    <Field label={label} look={look} hint={hint} trouble={at[field]}>
      {(given) => <input {...given} maxLength={longest} value={draft[field]} onInput={(event) => set({ [field]: event.currentTarget.value })} />}
    </Field>
  );
  const { fields } = officeJob;
  return (
    <div class="column">
      <Section title={words.work} look="Fields">
        {line("title", words.what, 120, "wide")}
        <Field label={fields.description} look="wide" trouble={at.description}>
          {(given) => <textarea {...given} maxLength={5000} value={draft.description} onInput={(event) => set({ description: event.currentTarget.value })} />}
        </Field>
      </Section>
      <Section title={words.customer} look="Fields">
        {line("name", fields.name, 120)}
        <PhoneField value={draft.phone} country={draft.country} trouble={at.phone} set={(phone) => set({ phone })} />
        <label class="option wide">
          <input type="checkbox" checked={draft.mayText} onChange={(event) => set({ mayText: event.currentTarget.checked })} />
          <span>{words.mayText} <small>{words.mayTextHint}</small></span>
        </label>
      </Section>
      <Section title={words.address} look="Fields">
        {line("line1", fields.line1, 120, "wide")}
        {line("line2", fields.line2, 120)}
        {line("city", fields.city, 120)}
        {line("region", fields.region, 120)}
        {line("postal_code", fields.postal_code, 120)}
        <Field label={words.country} hint={nameOf(draft.country)} trouble={at.country}>
          {(given) => <input {...given} maxLength={2} value={draft.country} onInput={(event) => set({ country: event.currentTarget.value.toUpperCase() })} />}
        </Field>
        <ZoneField zone={zone} country={draft.country} region={draft.region} trouble={at.time_zone} set={(time_zone) => set({ time_zone })} />
      </Section>
    </div>
  );
}

/** So that a slip is seen. */
function nameOf(country: string): string {
  return /^[A-Z]{2}$/.test(country) ? (new Intl.DisplayNames("en", { type: "region", fallback: "none" }).of(country) ?? "") : "";
}
