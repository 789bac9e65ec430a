// What a dispatcher settles for the office: its settings and its people. Each save carries the version that was seen.
import { answered, api } from "../shared/api";
import type { Amended, Amendment, Invitation, Person, SettingsBody } from "../shared/types";
import { meeting, once } from "./acts";
import { readMe } from "./reading";
import { takePerson, takeSettings } from "./taking";

export async function settle(body: SettingsBody): Promise<void> {
  takeSettings(await meeting(takeSettings, answered(api.PUT("/organization", { body }))));
  await readMe();
}

export async function invite(body: Invitation): Promise<Person> {
  const invited = await once(["invite", body], (key) => {
    const params = { header: { "Idempotency-Key": key } };
    return answered(api.POST("/people", { params, body }));
  });
  takePerson(invited);
  return invited;
}

export async function inviteAgain(person: Person): Promise<void> {
  const invited = await once(["invite again", person.id, person.version], (key) => {
    const params = { path: { person_id: person.id }, header: { "Idempotency-Key": key } };
    return answered(api.POST("/people/{person_id}/invitation", { params, body: {} }));
  });
  takePerson(invited);
}

export async function amend(person: string, body: Amendment): Promise<Amended> {
  const params = { path: { person_id: person } };
  const asking = answered(api.PATCH("/people/{person_id}", { params, body }));
  const amended = await meeting<Person>(takePerson, asking);
  takePerson(amended);
  return amended as Amended;
}
