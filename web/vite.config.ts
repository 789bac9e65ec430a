// How a client is built: one page and, where it has one, a service worker, its parts named by what is in them.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig, type Plugin } from "vite";

const WORKER = "service-worker.js";
/** The page stands under its own address; icons are the system's once it has them; the street map is of no use without signal. */
const NOT_OF_THE_SHELL = /\.html$|\.png$|StreetMap/;

/** Writes into the service worker which files there are, and a name for all that is in them: a new build is a new worker. */
function shell(): Plugin {
  let folder = "";
  return {
    name: "shell",
    configResolved: ({ publicDir }) => void (folder = publicDir),
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const worker = bundle[WORKER];
        if (worker?.type !== "chunk") return;
        const found = Object.entries(bundle).map(([name, file]) => [name, file.type === "chunk" ? file.code : file.source] as const);
        const built = [...found, ...readdirSync(folder).map((name) => [name, readFileSync(resolve(folder, name))] as const)];
        const files = built.map(([name]) => name).filter((name) => name !== WORKER && !NOT_OF_THE_SHELL.test(name));
        worker.code = worker.code.replace(/["'`]__SHELL__["'`]/, JSON.stringify(files.sort())).replace("__VERSION__", nameOf(built));
      },
    },
  };
}

function nameOf(built: readonly (readonly [string, string | Uint8Array])[]): string {
  const sorted = built.toSorted(([one], [other]) => one.localeCompare(other));
  return sorted.reduce((hash, [name, source]) => hash.update(name).update(source), createHash("sha256")).digest("hex").slice(0, 16);
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
