// What somebody else did while one was looking.
import { expect, test } from "vitest";
import { aChange, NOON } from "../../testing/builders";
import { changedElsewhere, lastHeard } from "./elsewhere";

const LATER = new Date(NOON + 5000).toISOString();

test("the office's change while the screen is open is news", () => {
  const theirs = aChange({ person: "dana", status: "canceled", recorded_at: LATER });

  expect(changedElsewhere([aChange(), theirs], "sam", NOON)).toBe(theirs);
});

test("one's own change is none, and neither is what was there before", () => {
  const own = aChange({ recorded_at: LATER });
  const before = aChange({ person: "dana" });

  expect(changedElsewhere([before, own], "sam", NOON)).toBeNull();
});

test("what was heard last is the latest that was recorded, wherever it stands", () => {
  const late = aChange({ recorded_at: LATER });

  expect(lastHeard([late, aChange()])).toBe(Date.parse(LATER));
  expect(lastHeard([])).toBe(0);
});
