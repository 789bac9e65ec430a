// Starts Field: who is signed in, what lies in the queue, and when the server is asked anew.
import { effect, untracked } from "@preact/signals";
import { render } from "preact";
import { followLinks } from "../shared/navigation";
import { configuration, person, resume } from "../shared/session";
import { forgetKnown } from "../shared/tagged";
import "../shared/look.css";
import { Field } from "./Field";
import { fetchRest, fetchSignIn, fetchStreetMap } from "./later";
import { route } from "./navigation";
import { reload } from "./queue/kept";
import { readDays, readMe } from "./reading";
import { BASE } from "./route";
import { chosenDay, days, jobs, mapsApp, me, minutes, offer, tick, tiles, type Offer } from "./state";
import { setting } from "./storage";
import type { MapsApp } from "./work/directions";

const ASK_EVERY = 30_000;
const SECOND = 1000;

resume("field");
followLinks(BASE);
void takeUpSettings();
void navigator.serviceWorker?.register("/field/service-worker.js", { scope: "/field/" }).catch(() => {});
render(<Field />, document.getElementById("field")!);

effect(() => {
  const arrives = person.value ? begin : forgetEverything;
  untracked(() => void arrives());
});
effect(() => {
  const at = route.value;
  if (person.value && at.screen === "job") untracked(() => void readJob(at.job));
});
effect(() => {
  if (person.value && chosenDay.value) untracked(() => void readDays());
});

setInterval(tick, SECOND);
setInterval(() => document.visibilityState === "visible" && askAnew(), ASK_EVERY);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && comeBack());
window.addEventListener("online", () => void comeBack());
window.addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offer.value = event as Offer;
});

async function begin(): Promise<void> {
  await reload();
  void fetchRest().then(({ wakeAll }) => wakeAll());
  void learnOfMap().catch(() => {});
  await readMe();
  await readDays();
  await readAhead();
}

async function learnOfMap(): Promise<void> {
  const { tile_url: url, tile_credit: credit } = await configuration();
  if (!url) return;
  tiles.value = { url, credit: credit ?? "" };
  await fetchStreetMap();
}

function comeBack(): void {
  void fetchRest().then(({ wakeAll }) => wakeAll());
  askAnew();
}

function askAnew(): void {
  tick();
  if (!person.value) return;
  void readDays().then(readAhead);
  if (route.value.screen === "job") void readJob(route.value.job);
}

async function readJob(job: string): Promise<void> {
  await (await fetchRest()).readJob(job);
}

async function readAhead(): Promise<void> {
  await (await fetchRest()).readAhead();
}

async function takeUpSettings(): Promise<void> {
  minutes.value = (await setting<number>("minutes")) ?? minutes.value;
  mapsApp.value = (await setting<MapsApp>("maps")) ?? mapsApp.value;
}

/** What the next person on this device must not see. Their queue stays theirs. */
async function forgetEverything(): Promise<void> {
  me.value = null;
  days.value = {};
  jobs.value = {};
  chosenDay.value = null;
  forgetKnown();
  await Promise.all([reload(), fetchSignIn()]);
}
