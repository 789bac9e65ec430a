// The API's shapes under the names that people use; each is generated from its OpenAPI document.
import type { components } from "../generated/openapi";

type Schemas = components["schemas"];

export type Status = Schemas["Status"];
export type Outcome = Schemas["Outcome"];
export type Card = Schemas["CardView"];
export type Appointment = Schemas["AppointmentView"];
/** What a card and the whole appointment have in common. */
export type Visit = Omit<Card, "alert">;
export type Changed = Schemas["Changed"];
export type Entry = Appointment["timeline"][number];
export type Change = Schemas["ChangeView"];
export type ChangeBody = Schemas["ChangeBody"];
export type Alert = Schemas["AlertView"];
export type Address = Schemas["Address"];
export type Job = Schemas["JobView"];
export type Note = Schemas["NoteView"];
export type Photo = Schemas["PhotoView"];
export type Me = Schemas["Me"];
export type Config = Schemas["Config"];
export type Preview = Schemas["PreviewView"];
export type JobStatus = Schemas["JobStatus"];
export type JobRow = Schemas["JobRow"];
export type JobEdit = Schemas["EditBody"];
export type NewJob = Schemas["JobBody"];
export type Booking = Schemas["BookingBody"];
export type Replan = Schemas["ReplanBody"];
export type Attention = Schemas["AttentionView"];
export type Need = Schemas["NeedView"];
export type Person = Schemas["PersonView"];
export type Role = Schemas["Role"];
export type Invitation = Schemas["InvitationBody"];
export type Amendment = Schemas["AmendmentBody"];
export type Amended = Schemas["AmendedView"];
export type Settings = Schemas["SettingsView"];
export type SettingsBody = Schemas["SettingsBody"];
