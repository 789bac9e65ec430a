// Correcting a job: what the form holds, what of it is different, and what somebody else changed in the meantime.
import type { Job, JobEdit, NewJob } from "../../shared/types";
import { numberOf } from "./phone";

export type Draft = Record<Field, string>;
export type Field = (typeof FIELDS)[number];

export const FIELDS = ["title", "name", "phone", "line1", "line2", "city", "region", "postal_code", "time_zone", "description"] as const;

const PLACE: readonly Field[] = ["line1", "line2", "city", "region", "postal_code"];

export function draftOf({ title, description, customer, address, time_zone }: Job): Draft {
  const { line1, line2, city, region, postal_code } = address;
  const place = { line1, line2: line2 ?? "", city, region: region ?? "", postal_code: postal_code ?? "" };
  return { title, name: customer.name, phone: customer.phone ?? "", time_zone, description, ...place };
}

export function changed(before: Draft, after: Draft): Field[] {
  return FIELDS.filter((field) => before[field].trim() !== after[field].trim());
}

/** Only what is different: what somebody else changed is not among it. A new place is not where the old one was. */
export function editOf(job: Job, draft: Draft, version = job.version): JobEdit {
  const different = new Set(changed(draftOf(job), draft));
  const is = (field: Field) => different.has(field);
  const customer = { ...(is("name") ? { name: draft.name } : {}), ...(is("phone") ? { phone: numberOf(draft.phone, job.address.country) } : {}) };
  return {
    version,
    ...(is("title") ? { title: draft.title } : {}),
    ...(is("description") ? { description: draft.description } : {}),
    ...(is("time_zone") ? { time_zone: draft.time_zone } : {}),
    ...(is("name") || is("phone") ? { customer } : {}),
    ...(PLACE.some(is) ? { address: addressOf(draft, job.address.country), location: null } : {}),
  };
}

export function addressOf({ line1, line2, city, region, postal_code }: Draft, country: string): NewJob["address"] {
  const given = (text: string) => text.trim() || null;
  return { line1, city, country, line2: given(line2), region: given(region), postal_code: given(postal_code) };
}
