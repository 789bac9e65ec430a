// The organization's people, as forms hold them and screens name them.
import { expect, test } from "vitest";
import { aPerson } from "../../testing/builders";
import { amendmentOf, arrangedByName, changedOfPerson, nameNow, personDraftOf, withRole } from "./people";

test("only what is different is sent, with the version that was seen", () => {
  const sam = aPerson({ version: 4 });

  expect(amendmentOf(sam, personDraftOf(sam))).toEqual({ version: 4 });
  expect(amendmentOf(sam, { ...personDraftOf(sam), last_name: "Ortega" })).toEqual({ version: 4, last_name: "Ortega" });
  expect(amendmentOf(sam, { ...personDraftOf(sam), roles: ["technician", "dispatcher"] }, 5)).toEqual({ version: 5, roles: ["technician", "dispatcher"] });
});

test("roles are a set: their order is no change", () => {
  const [one, other] = [aPerson({ roles: ["technician", "dispatcher"] }), aPerson({ roles: ["dispatcher", "technician"] })];

  expect(changedOfPerson(personDraftOf(one), personDraftOf(other))).toEqual([]);
});

test("a role is given and taken", () => {
  expect(withRole(["dispatcher"], "technician", true)).toEqual(["technician", "dispatcher"]);
  expect(withRole(["technician", "dispatcher"], "dispatcher", false)).toEqual(["technician"]);
});

test("a technician is called what they are called now, and as the card says when nobody knows them", () => {
  const people = [aPerson({ first_name: "Samuel" })];

  expect(nameNow({ id: "sam", name: "Sam Ortiz" }, people)).toBe("Samuel Ortiz");
  expect(nameNow({ id: "bo", name: "Bo Lind" }, people)).toBe("Bo Lind");
});

test("people stand by name", () => {
  const people = [aPerson(), aPerson({ first_name: "Álvaro" }), aPerson({ first_name: "Bo" })];

  expect(arrangedByName(people).map(({ first_name }) => first_name)).toEqual(["Álvaro", "Bo", "Sam"]);
});
