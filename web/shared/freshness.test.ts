// No screen replaces a card by one with a lower version.
import { expect, test } from "vitest";
import { aCard, aJob, anAlert, anAppointment } from "../testing/builders";
import { cardWith, fresher, fresherJob, overtaken, withAppointment } from "./freshness";

test("an answer that was overtaken does not undo what is shown", () => {
  const shown = aCard({ version: 3, status: "started" });
  const overtaken = aCard({ version: 2, status: "enroute" });

  expect(fresher([shown], [overtaken])).toEqual([shown]);
});

test("at the same version the later answer counts: the relay's steps count no version", () => {
  const answer = aCard({ alert: { state: "sent", reason: null, at: "2026-03-02T19:00:10Z" } });

  expect(fresher([aCard()], [answer])).toEqual([answer]);
});

test("a card that is no longer on the day goes", () => {
  expect(fresher([aCard({ id: "gone" })], [])).toEqual([]);
});

test("a job keeps its newer appointments and takes everything else", () => {
  const kept = aJob({ appointments: [anAppointment({ version: 3 })] });
  const answer = aJob({ description: "New filter", appointments: [anAppointment({ version: 2 })] });

  const shown = fresherJob(kept, answer);

  expect(shown.description).toBe("New filter");
  expect(shown.appointments[0]!.version).toBe(3);
});

test("a change's answer reaches the job and the card", () => {
  const alert = anAlert();
  const answer = anAppointment({ version: 2, status: "enroute", alert });

  expect(withAppointment(aJob(), answer).appointments).toEqual([answer]);
  expect(cardWith(aCard(), answer)).toMatchObject({
    status: "enroute",
    alert: { state: "pending", at: alert.due_at },
  });
});

test("a job that was asked for before a change was answered shows the change", () => {
  const answer = anAppointment({ version: 2, status: "enroute" });

  expect(overtaken(aJob(), [answer]).appointments).toEqual([answer]);
  expect(overtaken(aJob({ appointments: [anAppointment({ version: 3 })] }), [answer]).appointments[0]!.version).toBe(3);
});

test("a late answer reaches neither", () => {
  const answer = anAppointment({ version: 1, status: "enroute" });
  const job = aJob({ appointments: [anAppointment({ version: 2 })] });
  const card = aCard({ version: 2 });

  expect(withAppointment(job, answer)).toEqual(job);
  expect(cardWith(card, answer)).toBe(card);
});
