// What is wrong with what was sent.
import { expect, test } from "vitest";
import { Refusal, silence } from "../../shared/refusal";
import { booking as words } from "../../shared/words/en";
import { isUnanswered, saidOf } from "./said";

const FIELDS = ["title", "phone", "minutes"];
const refused = (code: string, field: string, message: string) => new Refusal(422, code, message, { errors: [{ field, message }] });

test("the server's words stand at the field they are about", () => {
  expect(saidOf(refused("invalid", "customer.phone", "`phone` must be written as +12125550123"), FIELDS)).toEqual({
    general: "",
    at: { phone: "Must be written as +12125550123." },
  });
  expect(saidOf(refused("invalid", "ends_at", "must be later than starts_at"), FIELDS).at).toEqual({ minutes: "Must be later than starts_at." });
});

test("words about what the form does not show stand below", () => {
  expect(saidOf(refused("invalid", "location", "is odd"), FIELDS)).toEqual({ general: "Is odd.", at: {} });
  expect(saidOf(new Refusal(409, "not_allowed", "a job has at most 50 appointments"), FIELDS).general).toBe("A job has at most 50 appointments.");
});

test("what may have arrived says so, and is the same again", () => {
  for (const reason of [silence(), new Refusal(503, "unavailable", ""), new Refusal(500, "internal", ""), new TypeError("boom")]) {
    expect(isUnanswered(reason)).toBe(true);
  }
  expect(saidOf(silence(), FIELDS).general).toBe(words.noAnswer);
  expect(saidOf(new Refusal(503, "unavailable", ""), FIELDS).general).toBe(words.unsure);
});

test("what was refused did not arrive", () => {
  expect(isUnanswered(refused("invalid", "title", "is missing"))).toBe(false);
  expect(isUnanswered(new Refusal(401, "unauthorized", ""))).toBe(false);
});

test("a key that was used for other words says that they were saved", () => {
  expect(saidOf(refused("idempotency_mismatch", "idempotency_key", "was used before"), FIELDS).general).toBe(words.savedBefore);
});
