// Correcting a job.
import { expect, test } from "vitest";
import { aJob } from "../../testing/builders";
import { changed, draftOf, editOf } from "./drafts";

test("only what is different is sent", () => {
  const job = aJob({ version: 3 });

  expect(editOf(job, draftOf(job))).toEqual({ version: 3 });
  expect(editOf(job, { ...draftOf(job), name: "Rosa Diaz" })).toEqual({ version: 3, customer: { name: "Rosa Diaz" } });
  expect(editOf(job, { ...draftOf(job), phone: " " })).toEqual({ version: 3, customer: { phone: null } });
});

test("a number is sent as the API takes it, and a zone by its name", () => {
  const job = aJob({ version: 3 });

  expect(editOf(job, { ...draftOf(job), phone: "+1 602 555 0199" }).customer).toEqual({ phone: "+16025550199" });
  expect(editOf(job, { ...draftOf(job), time_zone: "America/Denver" })).toEqual({ version: 3, time_zone: "America/Denver" });
});

test("an address is sent whole, and its old place on the map is given up", () => {
  const job = aJob();

  const edit = editOf(job, { ...draftOf(job), line1: "9 W Mango St" });

  expect(edit.address).toEqual({ ...job.address, line1: "9 W Mango St" });
  expect(edit.location).toBeNull();
});

test("what somebody else changed is named", () => {
  const job = aJob();
  const theirs = aJob({ title: "AC is silent", customer: { ...job.customer, phone: null } });

  expect(changed(draftOf(job), draftOf(theirs))).toEqual(["title", "phone"]);
});
