// Whom no text would reach, before the server says so.
import { expect, test } from "vitest";
import { withoutText } from "./consent";

const rosa = { name: "Rosa", phone: "+16025550123", notify: true };

test("without number or consent the reason is known at once", () => {
  expect(withoutText({ ...rosa, phone: null })).toBe("no_number");
  expect(withoutText({ ...rosa, notify: false })).toBe("notify_off");
  expect(withoutText(rosa, true)).toBe("opted_out");
});

test("who may be texted has none", () => {
  expect(withoutText(rosa)).toBeNull();
});
