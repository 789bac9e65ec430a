// What a refusal does to a queued thing.
import { expect, test } from "vitest";
import { Refusal, silence } from "../../shared/refusal";
import { aTap, NOON } from "../../testing/builders";
import { afterRefusal, triedAnew } from "./refused";

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
