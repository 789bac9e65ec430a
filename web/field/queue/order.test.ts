// Which queued thing goes out next, and as what.
import { expect, test } from "vitest";
import { aTap, inQueue, NOON } from "../../testing/builders";
import { bodyOf, leaving, nextDue, nextToSend } from "./order";

test("changes of one appointment go out in the order they were tapped", () => {
  const first = aTap({ status: "enroute" });
  const second = aTap({ status: "started" });

  expect(nextToSend([second, first], NOON)).toBe(first);
});

test("a change that waits holds back those behind it", () => {
  const waits = aTap({ status: "enroute" }, { retryAt: NOON + 5000 });
  const behind = aTap({ status: "started" });

  expect(nextToSend([waits, behind], NOON)).toBeNull();
});

test("other appointments go on while one waits", () => {
  const waits = aTap({ status: "enroute" }, { retryAt: NOON + 5000 });
  const other = aTap({ status: "started" }, { appointment: "another" });

  expect(nextToSend([waits, other], NOON)).toBe(other);
});

test("what a person has to decide holds back nothing", () => {
  const parked = aTap({ status: "started" }, { parked: true });
  const behind = aTap({ status: "complete", outcome: "done" });

  expect(nextToSend([parked, behind], NOON)).toBe(behind);
});

test("photos go after statuses and notes, however early they were taken", () => {
  const photo = inQueue({ kind: "photo", job: "job", image: new Blob() });
  const note = inQueue({ kind: "note", job: "job", text: "Gate code 4071" });
  const tap = aTap({ status: "started" });

  expect(nextToSend([photo, tap, note], NOON)).toBe(note);
  expect(nextToSend([photo], NOON)).toBe(photo);
});

test("a clock that was set back makes nobody wait longer", () => {
  const tap = aTap({ status: "enroute" }, { retryAt: NOON + 5000 });

  expect(nextToSend([tap], NOON - 3 * 3600_000)).toBe(tap);
});

test("the sender sleeps until the first that is due", () => {
  const soon = aTap({ status: "enroute" }, { retryAt: NOON + 2000 });
  const later = aTap({ status: "enroute" }, { appointment: "another", retryAt: NOON + 9000 });

  expect(nextDue([later, soon])).toBe(NOON + 2000);
  expect(nextDue([])).toBeNull();
});

test("a change keeps when it happened, and reads its clock anew for each attempt", () => {
  const tap = aTap({ status: "enroute", arrival: { minutes: 20 } });

  const [first, second] = [bodyOf(tap, NOON + 1000), bodyOf(tap, NOON + 60_000)];

  expect(first.occurred_at).toBe("2026-03-02T19:00:00.000Z");
  expect(second).toEqual({ ...first, client_now: "2026-03-02T19:01:00.000Z" });
  expect(first).toMatchObject({ status: "enroute", arrival: { minutes: 20 }, device: "phone", sequence: tap.sequence });
});

test("an On My Way whose undo waits behind it texts nobody", () => {
  const departure = aTap({ status: "enroute" });
  const undo = aTap({ status: "scheduled" });

  expect(leaving(departure, [departure, undo], true).wish).toEqual({ status: "enroute", notify: false });
  expect(leaving(departure, [departure], true).wish).toBe(departure.wish);
});

test("an undo of another appointment quiets nothing", () => {
  const departure = aTap({ status: "enroute" });
  const undo = aTap({ status: "scheduled" }, { appointment: "another" });

  expect(leaving(departure, [departure, undo], true).wish).toBe(departure.wish);
});

test("what may have reached the office goes out again in the same words", () => {
  const departure = leaving(aTap({ status: "enroute" }), [], true);
  const undo = aTap({ status: "scheduled" });

  expect(leaving(departure, [departure, undo], true)).toEqual(departure);
});

test("an attempt without signal reaches nobody: the words may still change", () => {
  const departure = leaving(aTap({ status: "enroute" }), [], false);
  const undo = aTap({ status: "scheduled" });

  expect(leaving(departure, [departure, undo], true).wish).toMatchObject({ notify: false });
});

test("an undo that is discarded before anything left quiets nothing any more", () => {
  const departure = aTap({ status: "enroute", arrival: { minutes: 20 } });
  const undo = aTap({ status: "scheduled" });

  const tried = leaving(departure, [departure, undo], false);

  expect(leaving(tried, [tried], true).wish).toEqual(departure.wish);
});
