// Starts Dispatch: who is signed in, which screen is shown, and when the server is asked anew.
import { effect, untracked } from "@preact/signals";
import { render } from "preact";
import "../shared/look.css";
import { followLinks } from "../shared/navigation";
import { ended, person, resume } from "../shared/session";
import { forgetAll } from "./booking/keeping";
import { recallMove } from "./card/last_move";
import { Dispatch } from "./Dispatch";
import { followKeys } from "./keys";
import { fetchRest, fetchSignIn } from "./later";
import { route } from "./navigation";
import { forgetEverything, readAttention, readFinishedJobs, readJob, readMe, readOpenJobs, readPeople, readSchedule, readSettings } from "./reading";
import { BASE, screenKey } from "./route";
import { filters, me, tick, today } from "./state";

const ASK_EVERY = 5_000;
const ASK_ME_EVERY = 60_000;
const SECOND = 1000;

let isAsking = false;

resume("dispatch");
followLinks(BASE, screenKey);
followKeys();
render(<Dispatch />, document.getElementById("dispatch")!);

effect(() => {
  const arrives = person.value ? begin : forget;
  untracked(arrives);
});
effect(() => {
  if (me.value?.role === "dispatcher") untracked(() => void readPeople());
});
effect(() => {
  const shown = [me.value?.role, route.value, filters.value.days];
  if (shown[0]) untracked(() => void ask());
});

setInterval(tick, SECOND);
setInterval(() => isWatched() && !isAsking && void ask(), ASK_EVERY);
setInterval(() => isWatched() && void readMe(), ASK_ME_EVERY);
document.addEventListener("visibilitychange", () => isWatched() && void ask());
window.addEventListener("online", () => void ask());

function begin(): void {
  recallMove();
  void readMe();
  void fetchRest();
}

function forget(): void {
  forgetEverything();
  if (!ended.peek()) forgetAll();
  void fetchSignIn();
}

/** All that is on screen; what has not changed is answered with nothing. */
async function ask(): Promise<void> {
  if (!person.peek()) return;
  if (!me.peek()) await readMe();
  if (me.peek()?.role !== "dispatcher") return;
  isAsking = true;
  const { screen, card } = route.peek();
  const { days } = filters.peek();
  const inFull = screen.is === "job" ? [screen.job] : screen.is === "new appointment" ? [screen.of] : [];
  const shownJobs = new Set([...inFull, ...(card ? [card.job] : [])]);
  const scheduled = screen.is === "schedule" ? (screen.day ?? today.peek()) : null;
  const list = days ? () => readFinishedJobs(days) : readOpenJobs;
  const settled = screen.is === "settings" ? [readSettings(), readPeople()] : screen.is === "people" ? [readPeople()] : [];
  await Promise.all([
    readAttention(),
    ...[...shownJobs].map(readJob),
    ...(screen.is === "jobs" ? [list()] : []),
    ...(scheduled ? [readSchedule(scheduled)] : []),
    ...settled,
  ]);
  isAsking = false;
}

function isWatched(): boolean {
  return document.visibilityState === "visible" && person.peek() !== null;
}
