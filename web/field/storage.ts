// What this device keeps: the queue, the last copy of what the server said, and a few settings. In IndexedDB.
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Queued } from "./queue/queued";

export type Copy<Body> = { body: Body; at: number };

interface Stores extends DBSchema {
  queue: { key: string; value: Queued };
  copies: { key: string; value: Copy<unknown> };
  settings: { key: string; value: unknown };
}

let opened: Promise<IDBPDatabase<Stores>> | null = null;

export function database(): Promise<IDBPDatabase<Stores>> {
  opened ??= openDB<Stores>("field", 1, {
    upgrade(fresh) {
      fresh.createObjectStore("queue", { keyPath: "key" });
      fresh.createObjectStore("copies");
      fresh.createObjectStore("settings");
    },
    blocking: (_, __, { target }) => lost((target as IDBDatabase).close()),
    terminated: lost,
  }).catch((reason) => {
    lost();
    throw reason;
  });
  return opened;
}

/** Somebody takes the database away, or there is none: whoever asks next opens it anew. */
function lost(_?: unknown): void {
  opened = null;
}

export async function queueOf(person: string): Promise<Queued[]> {
  const all = await (await database()).getAll("queue");
  return all.filter((item) => item.person === person).sort((one, other) => one.sequence - other.sequence);
}

/** Whoever is signed in. */
export async function countQueued(): Promise<number> {
  return (await database()).count("queue");
}

/** Where nothing more can be kept, what was read is shown all the same. */
export async function keepCopy(person: string, path: string, body: unknown, at = Date.now()): Promise<void> {
  await database().then((opened) => opened.put("copies", { body, at }, `${person} ${path}`)).catch(() => {});
}

export async function copyOf<Body>(person: string, path: string): Promise<Copy<Body> | undefined> {
  const found = await database().then((opened) => opened.get("copies", `${person} ${path}`)).catch(() => undefined);
  return found as Copy<Body> | undefined;
}

/** All that is kept for this person, by path. */
export async function copiesOf(person: string): Promise<[string, Copy<unknown>][]> {
  const reading = (await database()).transaction("copies");
  const those = IDBKeyRange.bound(`${person} `, `${person} \uffff`);
  const [names, copies] = await Promise.all([reading.store.getAllKeys(those), reading.store.getAll(those)]);
  return names.map((name, number) => [name.slice(person.length + 1), copies[number]!]);
}

export async function setting<Value>(name: string): Promise<Value | undefined> {
  return (await (await database()).get("settings", name)) as Value | undefined;
}
