// What this device keeps: the queue, the last copy of what the server said, and a few settings. In IndexedDB.
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import { queued, type Draft, type Queued } from "./queue/queued";

export type Copy<Body> = { body: Body; at: number };

interface Stores extends DBSchema {
  queue: { key: string; value: Queued };
  copies: { key: string; value: Copy<unknown> };
  settings: { key: string; value: unknown };
}

let opened: Promise<IDBPDatabase<Stores>> | null = null;

function database(): Promise<IDBPDatabase<Stores>> {
  opened ??= openDB<Stores>("field", 1, {
    upgrade(fresh) {
      fresh.createObjectStore("queue", { keyPath: "key" });
      fresh.createObjectStore("copies");
      fresh.createObjectStore("settings");
    },
  });
  return opened;
}

/** Kept whole before anybody is asked anything: its number and its place in the queue are one transaction. */
export async function enqueue(draft: Draft, person: string, title: string): Promise<Queued> {
  const writing = (await database()).transaction(["queue", "settings"], "readwrite");
  const settings = writing.objectStore("settings");
  const device = ((await settings.get("device")) as string | undefined) ?? crypto.randomUUID();
  const sequence = (((await settings.get("sequence")) as number | undefined) ?? 0) + 1;
  const item = queued(draft, { key: crypto.randomUUID(), person, device, sequence, at: Date.now(), title });
  await Promise.all([
    settings.put(device, "device"),
    settings.put(sequence, "sequence"),
    writing.objectStore("queue").add(item),
    writing.done,
  ]);
  return item;
}

export async function queueOf(person: string): Promise<Queued[]> {
  const all = await (await database()).getAll("queue");
  return all.filter((item) => item.person === person).sort((one, other) => one.sequence - other.sequence);
}

/** Whoever is signed in. */
export async function countQueued(): Promise<number> {
  return (await database()).count("queue");
}

/** Only what is still there: another tab may have removed it. */
export async function replaceQueued(item: Queued): Promise<void> {
  const writing = (await database()).transaction("queue", "readwrite");
  if (await writing.store.get(item.key)) await writing.store.put(item);
  await writing.done;
}

export async function removeQueued(key: string): Promise<void> {
  await (await database()).delete("queue", key);
}

export async function keepCopy(person: string, path: string, body: unknown): Promise<void> {
  await (await database()).put("copies", { body, at: Date.now() }, `${person} ${path}`);
}

export async function copyOf<Body>(person: string, path: string): Promise<Copy<Body> | undefined> {
  return (await (await database()).get("copies", `${person} ${path}`)) as Copy<Body> | undefined;
}

export async function setting<Value>(name: string): Promise<Value | undefined> {
  return (await (await database()).get("settings", name)) as Value | undefined;
}

export async function settle(name: string, value: unknown): Promise<void> {
  await (await database()).put("settings", value, name);
}
