// A new version of Field: it lies on the phone and waits until a person lets it in.
import { signal } from "@preact/signals";

export const isNewVersion = signal(false);

/** Until `end`: looks for a new version now and whenever somebody comes back to the screen. */
export async function followVersions(end: AbortSignal): Promise<void> {
  const workers = navigator.serviceWorker;
  if (!workers) return;
  followOtherTabs(workers, end);
  const registration = await workers.ready;
  const look = () => (isNewVersion.value ||= registration.waiting !== null);
  const follow = () => registration.installing?.addEventListener("statechange", look, { signal: end });
  registration.addEventListener("updatefound", follow, { signal: end });
  const comeBack = () => document.visibilityState === "visible" && void registration.update().catch(() => {});
  document.addEventListener("visibilitychange", comeBack, { signal: end });
  follow();
  look();
}

export async function takeNewVersion(): Promise<void> {
  const waiting = (await navigator.serviceWorker.getRegistration())?.waiting;
  if (!waiting) return location.reload();
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting.postMessage("take over");
}

/** The first worker brings this page's own version; any later one was let in by another tab. */
function followOtherTabs(workers: ServiceWorkerContainer, end: AbortSignal): void {
  let hasOne = workers.controller !== null;
  const change = () => {
    isNewVersion.value ||= hasOne;
    hasOne = true;
  };
  workers.addEventListener("controllerchange", change, { signal: end });
}
