// How a client is built: one page and, where it has one, a service worker, its parts named by what is in them.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { build, defineConfig, type Plugin, type Rollup } from "vite";

const WORKER = "service-worker.js";
const TARGET = "es2022";
/** The page stands under its own address; icons are the system's once it has them; the street map is of no use without signal. */
const NOT_OF_THE_SHELL = /\.html$|\.png$|StreetMap/;

/** Where a client has a service worker: one file of its own, into which is written which files there are, and a name for all
 * that is in them: a new build is a new worker. */
function shell(): Plugin {
  let [source, folder] = ["", ""];
  return {
    name: "shell",
    configResolved: ({ root, publicDir }) => void ([source, folder] = [resolve(root, "service-worker.ts"), publicDir]),
    generateBundle: {
      order: "post",
      async handler(_, bundle) {
        if (!existsSync(source)) return;
        const worker = await inOneFile(source);
        const found = Object.entries(bundle).map(([name, file]) => [name, file.type === "chunk" ? file.code : file.source] as const);
        const built = [...found, ...readdirSync(folder).map((name) => [name, readFileSync(resolve(folder, name))] as const)];
        const files = built.map(([name]) => name).filter((name) => !NOT_OF_THE_SHELL.test(name));
        const version = nameOf([...built, [WORKER, worker]]);
        const whole = worker.replace(/["'`]__SHELL__["'`]/, JSON.stringify(files.sort())).replace("__VERSION__", version);
        this.emitFile({ type: "asset", fileName: WORKER, source: whole });
      },
    },
  };
}

/** A worker shares no part with its page: not every browser lets it import any. */
async function inOneFile(source: string): Promise<string> {
  const asked = { configFile: false, logLevel: "warn", publicDir: false } as const;
  const output = { format: "iife", entryFileNames: WORKER } as const;
  const made = await build({ ...asked, build: { write: false, target: TARGET, rollupOptions: { input: source, output } } });
  return (made as Rollup.RollupOutput).output[0].code;
}

function nameOf(built: readonly (readonly [string, string | Uint8Array])[]): string {
  const sorted = built.toSorted(([one], [other]) => one.localeCompare(other));
  return sorted.reduce((hash, [name, source]) => hash.update(name).update(source), createHash("sha256")).digest("hex").slice(0, 16);
}

/** The mode is the client's name. */
export default defineConfig(() => ({
  plugins: [shell()],
  build: {
    target: TARGET,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { output: { entryFileNames: "assets/[name]-[hash].js" } },
  },
  test: { root: "." },
}));
