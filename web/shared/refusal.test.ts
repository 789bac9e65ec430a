// What went wrong, in one shape and in a person's words.
import { expect, test } from "vitest";
import { inWords } from "./in_words";
import { Refusal, refusalFrom, refusalOf, silence } from "./refusal";
import { refusals } from "./words/en";

test("the API's error body becomes one refusal with its code and facts", async () => {
  const body = { code: "not_allowed", detail: "it is canceled", allowed: ["scheduled"] };
  const response = new Response(JSON.stringify(body), { status: 409 });

  expect(await refusalOf(response)).toMatchObject({ status: 409, code: "not_allowed", facts: { allowed: ["scheduled"] } });
});

test("a refusal without that body is told by its status", async () => {
  expect(await refusalOf(new Response("<html>", { status: 502 }))).toMatchObject({ status: 502, code: "http_502" });
});

test("Retry-After comes with it, in seconds", () => {
  expect(refusalFrom(503, {}, "7").retryAfter).toBe(7);
  expect(refusalFrom(503, {}, null).retryAfter).toBeNull();
});

test("a person reads a sentence, whatever the code", () => {
  expect(inWords(silence())).toBe(refusals.no_answer);
  expect(inWords(new Refusal(400, "NotAuthorized", ""))).toBe(refusals.NotAuthorized);
  expect(inWords(new Refusal(500, "never heard of", ""))).toBe(refusals.other);
  expect(inWords(new TypeError("boom"))).toBe(refusals.other);
});
