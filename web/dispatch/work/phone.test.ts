// Numbers while they are typed.
import { expect, test } from "vitest";
import { numberOf, phoneOf } from "./phone";

test("a number is sent as the API takes it, however it was written", () => {
  for (const text of ["+1 602 555 0123", "(602) 555-0123", "602.555.0123", "1-602-555-0123", "001 602 555 0123", "602–555–0123"]) {
    expect(numberOf(text, "US"), text).toBe("+16025550123");
  }
  expect(numberOf("+44 20 7946 0123", "US")).toBe("+442079460123");
});

test("what was typed is read back, so that a slip is seen", () => {
  expect(phoneOf("6025550123", "US")).toEqual({ is: "whole", number: "+16025550123", shown: "+1 602 555 0123" });
});

test("while it is typed it says how much is missing", () => {
  expect(phoneOf("602 555", "US")).toEqual({ is: "short", missing: 4 });
  expect(phoneOf("+44 20", "US")).toEqual({ is: "short", missing: 3 });
  expect(phoneOf("602 555 01234", "US")).toEqual({ is: "long" });
  expect(phoneOf("+1234567890123456", "US").is).toBe("long");
  expect(phoneOf("+491234567890123456", "US").is).toBe("long");
});

test("nobody's country is assumed where its numbers are not known", () => {
  expect(phoneOf("020 7946 0123", "GB")).toEqual({ is: "countryless" });
  expect(phoneOf("+0 20 7946 0123", "GB")).toEqual({ is: "countryless" });
});

test("a number that nobody can have is doubted, and sent", () => {
  expect(phoneOf("602 155 0123", "US")).toMatchObject({ is: "doubtful", number: "+16021550123" });
});

test("no number is no trouble, and words are left for the server to refuse", () => {
  expect(phoneOf("  ", "US")).toEqual({ is: "none" });
  expect(numberOf("  ", "US")).toBeNull();
  expect(phoneOf("call the neighbour", "US")).toEqual({ is: "letters" });
  expect(numberOf(" call the neighbour ", "US")).toBe("call the neighbour");
});
