// Which screen an address means, and which card lies over it.
import { expect, test } from "vitest";
import {
  routeOf, screenKey, toAttention, toCard, toJob, toJobs, toNewAppointment, toNewJob, toPeople, toSchedule, toSettings,
} from "./route";

const at = (to: string, over: string | null = null) => {
  const [path, search = ""] = to.split("?");
  return { path: path!, search: search && `?${search}`, over };
};
const visit = { job_id: "J", id: "A" };

test("each screen has an address, and whatever is none is the list of jobs", () => {
  expect(routeOf(at(toAttention)).screen).toEqual({ is: "attention" });
  expect(routeOf(at(toSettings)).screen).toEqual({ is: "settings" });
  expect(routeOf(at(toPeople)).screen).toEqual({ is: "people" });
  expect(routeOf(at(toJob("J")))).toEqual({ screen: { is: "job", job: "J" }, card: null });
  expect(routeOf(at(toNewJob)).screen).toEqual({ is: "new job" });
  expect(routeOf(at(toNewAppointment("J"))).screen).toEqual({ is: "new appointment", of: "J" });
  for (const to of [toJobs, "/dispatch/elsewhere", "/dispatch/jobs", `${toJobs}?status=paused`]) {
    expect(routeOf(at(to)).screen).toEqual({ is: "jobs" });
  }
});

test("a card lies over the screen that it was opened from, and by itself over its job", () => {
  expect(routeOf(at(toCard(visit)))).toEqual({
    screen: { is: "job", job: "J" },
    card: { job: "J", appointment: "A", opens: null },
  });
  expect(routeOf(at(toCard(visit), toAttention)).screen).toEqual({ is: "attention" });
});

test("an address can open the card's status or its plan at once, and nothing else", () => {
  expect(routeOf(at(toCard(visit, "status"))).card?.opens).toBe("status");
  expect(routeOf(at(`${toCard(visit)}?open=everything`)).card?.opens).toBeNull();
});

test("the Schedule's day stands in its address, and stays under a card", () => {
  expect(routeOf(at(toSchedule())).screen).toEqual({ is: "schedule", day: null });
  expect(routeOf(at(toSchedule("2026-03-02"))).screen).toEqual({ is: "schedule", day: "2026-03-02" });
  expect(routeOf(at(toCard(visit), toSchedule("2026-03-02"))).screen).toEqual({ is: "schedule", day: "2026-03-02" });
  expect(routeOf(at("/dispatch/schedule?date=tomorrow")).screen).toEqual({ is: "schedule", day: null });
});

test("another day of the Schedule is no new screen", () => {
  expect(screenKey(at(toSchedule("2026-03-02")))).toBe(screenKey(at(toSchedule())));
});

test("opening a card is no new screen", () => {
  expect(screenKey(at(toCard(visit), toAttention))).toBe(screenKey(at(toAttention)));
  expect(screenKey(at(toCard(visit)))).toBe(screenKey(at(toJob("J"))));
  expect(screenKey(at(toJob("J")))).not.toBe(screenKey(at(toJob("K"))));
});
