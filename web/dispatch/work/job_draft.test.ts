// A new job as a form holds it.
import { expect, test } from "vitest";
import { NOON, PHOENIX } from "../../testing/builders";
import { firstJob, newJobOf, unsaid, zoneOf, type JobDraft } from "./job_draft";

const written = (differences: Partial<JobDraft> = {}): JobDraft => ({
  ...firstJob(PHOENIX, "en-US"),
  title: "No hot water",
  name: "Jo Park",
  phone: "(602) 555-0142",
  line1: "9 W Mango St",
  city: "Phoenix",
  region: "AZ",
  ...differences,
});

test("what was written is sent in the API's form, and what was not is nothing", () => {
  expect(newJobOf(written({ mayText: false }), PHOENIX)).toEqual({
    title: "No hot water",
    description: "",
    customer: { name: "Jo Park", phone: "+16025550142", notify: false },
    address: { line1: "9 W Mango St", line2: null, city: "Phoenix", region: "AZ", postal_code: null, country: "US" },
    time_zone: PHOENIX,
  });
});

test("the zone follows the address until somebody chooses one", () => {
  expect(zoneOf(written({ region: "NM" }), PHOENIX, NOON)).toBe("America/Denver");
  expect(zoneOf(written({ region: "NM", time_zone: PHOENIX }), PHOENIX, NOON)).toBe(PHOENIX);
});

test("where the address leaves it open, the zone is asked for", () => {
  expect(unsaid(written({ region: "TN" }), zoneOf(written({ region: "TN" }), PHOENIX, NOON))).toEqual(["time_zone"]);
});

test("all that has to be said is named at once, blanks are nothing", () => {
  expect(unsaid(firstJob(PHOENIX, "en-US"), PHOENIX)).toEqual(["title", "name", "line1", "city"]);
  expect(unsaid(written({ title: "  " }), PHOENIX)).toEqual(["title"]);
  expect(unsaid(written(), PHOENIX)).toEqual([]);
});
