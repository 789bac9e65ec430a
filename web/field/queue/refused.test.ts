// What a refusal does to a queued thing.
import { expect, test } from "vitest";
import { Refusal, silence } from "../../shared/refusal";
import { aTap, NOON } from "../../testing/builders";
import { afterRefusal, concernsAll, heldBack, mayBeHurried, triedAnew } from "./refused";

const tap = aTap({ status: "started" });
const refusal = (status: number, code = "", retryAfter: number | null = null) => new Refusal(status, code, "", {}, retryAfter);

test.each([409, 403, 404, 422, 413])("a %i waits for a person, with its reason", (status) => {
  const after = afterRefusal(tap, refusal(status, "not_allowed"), NOON, 0);

  expect(after).toMatchObject({ parked: true, trouble: { code: "not_allowed" }, attempts: 1 });
});

test.each([401, 429, 500, 503, 504])("a %i is tried again by itself", (status) => {
  const after = afterRefusal(tap, refusal(status), NOON, 0);

  expect(after.parked).toBe(false);
  expect(after.retryAt).toBeGreaterThan(NOON);
});

test("a photo whose file did not arrive is handed over again", () => {
  const after = afterRefusal(tap, refusal(422, "not_uploaded"), NOON, 0);

  expect(after.parked).toBe(false);
});

test("what arrived though there seemed to be no signal goes out again at once as it was tapped", () => {
  const undone = aTap({ status: "enroute", arrival: { minutes: 20 }, notify: false });

  const after = afterRefusal(undone, refusal(422, "idempotency_mismatch"), NOON, 0);

  expect(after).toMatchObject({ parked: false, hasLeft: true, retryAt: 0 });
  expect(after).toHaveProperty("wish", { status: "enroute", arrival: { minutes: 20 } });
  expect(afterRefusal(after, refusal(422, "idempotency_mismatch"), NOON, 0).parked).toBe(true);
});

test("no answer is tried again by itself", () => {
  const after = afterRefusal(tap, silence(), NOON, 0);

  expect(after).toMatchObject({ parked: false, trouble: { code: "no_answer" } });
});

test("the waits grow, and never beyond a minute", () => {
  const waits: number[] = [];

  for (let item = tap, tries = 0; tries < 12; tries += 1) {
    item = afterRefusal(item, silence(), NOON, 1) as typeof tap;
    waits.push(item.retryAt - NOON);
  }

  expect(waits.slice(0, 3)).toEqual([1000, 2000, 4000]);
  expect(Math.max(...waits)).toBe(60_000);
  expect(waits).toEqual([...waits].sort((one, other) => one - other));
});

test("phones that lost signal together do not come back together", () => {
  const [early, late] = [0, 1].map((chance) => afterRefusal(tap, silence(), NOON, chance).retryAt);

  expect(late! - early!).toBeGreaterThanOrEqual(500);
});

test("Retry-After is kept, up to a minute", () => {
  expect(afterRefusal(tap, refusal(429, "", 9), NOON, 0).retryAt).toBe(NOON + 9000);
  expect(afterRefusal(tap, refusal(503, "", 3600), NOON, 0).retryAt).toBe(NOON + 60_000);
});

test("a person's retry goes out at once, under the same key", () => {
  const parked = afterRefusal(tap, refusal(409), NOON, 0);

  expect(triedAnew(parked)).toMatchObject({ parked: false, retryAt: 0, key: tap.key });
});

test.each([
  [silence(), true],
  [refusal(401), true],
  [refusal(429), true],
  [refusal(503), false],
  [refusal(409), false],
])("whoever asks next would hear the same of $status: %s", (heard, isSo) => {
  expect(concernsAll(heard)).toBe(isSo);
});

test("what waits beside one that was not answered waits as long, and counts no attempt", () => {
  const after = afterRefusal(tap, refusal(429, "http_429", 9), NOON, 0);
  const other = aTap({ status: "enroute" }, { appointment: "another" });

  expect(heldBack(other, after)).toEqual({ ...other, retryAt: NOON + 9000, trouble: after.trouble });
});

test("what waits longer already, or for a person, is not touched by it", () => {
  const after = afterRefusal(tap, silence(), NOON, 0);
  const longer = aTap({ status: "enroute" }, { retryAt: NOON + 50_000 });
  const parked = aTap({ status: "enroute" }, { parked: true });

  expect(heldBack(longer, after)).toBe(longer);
  expect(heldBack(parked, after)).toBe(parked);
});

test("signal and signing in hurry what lacked them, not what was told when to come back", () => {
  expect(mayBeHurried(afterRefusal(tap, silence(), NOON, 0))).toBe(true);
  expect(mayBeHurried(afterRefusal(tap, refusal(401, "unauthorized"), NOON, 0))).toBe(true);
  expect(mayBeHurried(afterRefusal(tap, refusal(429, "http_429", 30), NOON, 0))).toBe(false);
  expect(mayBeHurried(tap)).toBe(false);
});
