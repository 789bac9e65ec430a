// A new job as a form holds it: what has to be said, the zone that its address suggests, and what is sent.
import type { NewJob } from "../../shared/types";
import { addressOf, type Draft } from "./drafts";
import { numberOf } from "./phone";
import { countryOf, suggested, zonesOf } from "./zones";

/** A `time_zone` of nothing is the one that the address suggests. */
export type JobDraft = Draft & { country: string; mayText: boolean };
export type JobField = keyof JobDraft;

const REQUIRED: readonly JobField[] = ["title", "name", "line1", "city", "country"];

export function firstJob(zone: string, language: string): JobDraft {
  const place = { line1: "", line2: "", city: "", region: "", postal_code: "", country: countryOf(zone, language) };
  return { title: "", description: "", name: "", phone: "", mayText: true, time_zone: "", ...place };
}

export function zoneOf(draft: JobDraft, own: string, now: number): string {
  return draft.time_zone || suggested(zonesOf(draft.country, draft.region, now), own, now);
}

export function unsaid(draft: JobDraft, zone: string): JobField[] {
  const empty = REQUIRED.filter((field) => !String(draft[field]).trim());
  return zone ? empty : [...empty, "time_zone"];
}

export function newJobOf(draft: JobDraft, zone: string): NewJob {
  const { title, description, name, phone, country, mayText } = draft;
  const customer = { name, phone: numberOf(phone, country), notify: mayText };
  return { title, description, customer, address: addressOf(draft, country), time_zone: zone };
}
