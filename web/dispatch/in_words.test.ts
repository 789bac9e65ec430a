// A refusal as one sentence for the office.
import { expect, test } from "vitest";
import { Refusal } from "../shared/refusal";
import { inWords } from "./in_words";

const invalid = (...errors: { field: string; message: string }[]) => new Refusal(422, "invalid", "refused", { errors });

test("a field that breaks a rule is named as it is on screen", () => {
  const refusal = invalid({ field: "brand", message: "must not look like a link" });

  expect(inWords(refusal, { brand: "Brand" })).toBe("Brand: must not look like a link.");
  expect(inWords(refusal)).toBe("Must not look like a link.");
});

test("whoever asks too often is told to wait", () => {
  expect(inWords(new Refusal(429, "too_often", "you have asked for 60 within an hour; wait 20 minutes"))).toContain("Wait a little");
});
