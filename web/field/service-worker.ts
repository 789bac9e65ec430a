// The installed app's own copy of itself, with signal or without; and who sends the queue while no page is open.
import { SEND, sendInBackground } from "./in_background";

type Call = ExtendableEvent & { tag: string };

const worker = self as unknown as ServiceWorkerGlobalScope;

/** The built files, and a name for all that is in them, written in by the build: a new build is a new worker. */
const SHELL: string[] = "__SHELL__" as unknown as string[];
const VERSION = "__VERSION__";
const PAGE = "./";
const KIND = "shell ";
const COPY = KIND + VERSION;
/** Pages of earlier versions that are still open go on with their own parts. */
const EARLIER_COPIES = 3;

worker.addEventListener("install", (event) => event.waitUntil(keepShell()));
worker.addEventListener("activate", (event) => event.waitUntil(Promise.all([forgetOldCopies(), worker.clients.claim()])));
worker.addEventListener("message", ({ data }) => data === "take over" && void worker.skipWaiting());

worker.addEventListener("sync", (event) => {
  const call = event as Call;
  if (call.tag === SEND) call.waitUntil(sendInBackground(isWatched));
});

/** Everything else, the API and the tiles of maps above all, is the network's. */
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(worker.registration.scope)) return;
  event.respondWith(found(request).then((copy) => copy ?? fetch(request)));
});

/** Whole, or not at all: then the version before this one goes on, and the browser tries again later. */
async function keepShell(): Promise<void> {
  try {
    const copy = await caches.open(COPY);
    await copy.addAll([new Request(PAGE, { cache: "no-store" }), ...SHELL]);
    if (!isOwn(await (await copy.match(PAGE))!.text())) throw new Error("the page is another version's");
  } catch (reason) {
    await caches.delete(COPY);
    throw reason;
  }
}

/** While a version is put in place, or a network asks for money first, an address may answer with somebody else's page. */
function isOwn(page: string): boolean {
  const parts = page.match(/assets\/[^"]+/g) ?? [];
  return parts.length > 0 && parts.every((part) => SHELL.includes(part));
}

async function isWatched(): Promise<boolean> {
  const pages = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  return pages.some(({ url, visibilityState }) => url.startsWith(worker.registration.scope) && visibilityState === "visible");
}

async function forgetOldCopies(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(KIND) && name !== COPY);
  await Promise.all(others.slice(0, -EARLIER_COPIES).map((name) => caches.delete(name)));
}

/** Every screen is the page of this version; a part is named by what is in it, so it may be of any. */
async function found(request: Request): Promise<Response | undefined> {
  const isScreen = request.mode === "navigate";
  const own = await caches.match(isScreen ? PAGE : request, { cacheName: COPY });
  return own ?? (isScreen ? undefined : caches.match(request));
}
