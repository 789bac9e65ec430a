// How a client is built: one page and, where it has one, a service worker, its parts named by what is in them.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig, type Plugin } from "vite";

const WORKER = "service-worker.js";
/** The page stands under its own address; the street map is of no use without signal. */
const NOT_OF_THE_SHELL = /\.html$|\.png$|StreetMap/;

/** Writes the names of the built files into the service worker, so that a new build is a new worker. */
function shell(): Plugin {
  return {
    name: "shell",
    generateBundle(_, bundle) {
      const worker = bundle[WORKER];
      if (worker?.type !== "chunk") return;
      const files = Object.keys(bundle).filter((name) => name !== WORKER && !NOT_OF_THE_SHELL.test(name));
      worker.code = worker.code.replace(/["'`]__SHELL__["'`]/, JSON.stringify(files.sort()));
    },
  };
}

function parts(client: string): Record<string, string> {
  const page = resolve(client, "index.html");
  const worker = resolve(client, "service-worker.ts");
  return existsSync(worker) ? { [client]: page, worker } : { [client]: page };
}

/** The mode is the client's name. */
export default defineConfig(({ command, mode }) => ({
  plugins: [shell()],
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: command === "build" ? parts(mode) : {},
      output: { entryFileNames: (chunk) => (chunk.name === "worker" ? WORKER : "assets/[name]-[hash].js") },
    },
  },
  test: { root: "." },
}));
