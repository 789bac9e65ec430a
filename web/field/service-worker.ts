// The installed app's own copy of itself: the page and its parts come from here, with signal or without.

const worker = self as unknown as ServiceWorkerGlobalScope;

/** The built files, written in by the build: a new build is a new worker with a copy of its own. */
const SHELL: string[] = "__SHELL__" as unknown as string[];
const PAGE = "./";
const COPY = `shell ${SHELL.join(" ")}`;

worker.addEventListener("install", (event) => {
  event.waitUntil(caches.open(COPY).then((copy) => copy.addAll([PAGE, ...SHELL])));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter((name) => name !== COPY).map((name) => caches.delete(name)))),
  );
});

/** Everything else, the API above all, is the network's. */
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(worker.registration.scope)) return;
  const wanted = request.mode === "navigate" ? PAGE : request;
  event.respondWith(caches.match(wanted).then((copy) => copy ?? fetch(request)));
});
