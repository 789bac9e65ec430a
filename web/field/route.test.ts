// Addresses and screens.
import { expect, test } from "vitest";
import { routeOf, toJob, toJobs, toWaiting, toYou } from "./route";

test("each screen's address leads to it", () => {
  expect(routeOf(toJobs)).toEqual({ screen: "jobs" });
  expect(routeOf(toWaiting)).toEqual({ screen: "waiting" });
  expect(routeOf(toYou)).toEqual({ screen: "you" });
  expect(routeOf(toJob({ job_id: "J1", id: "A1" }))).toEqual({ screen: "job", job: "J1", appointment: "A1" });
});

test("whatever is no screen is the list of jobs", () => {
  for (const path of ["/field", "/field/nowhere", "/field/jobs/J1", "/"]) expect(routeOf(path)).toEqual({ screen: "jobs" });
});
