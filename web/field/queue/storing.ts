// Writing to what this device keeps: the queue, the settings; and forgetting the copies of somebody who leaves.
import { database } from "../storage";
import { queued, type Draft, type Queued } from "./queued";

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

/** Only what is still there, as it is by now: another tab may have changed or removed it. */
export async function alterQueued(of: (item: Queued) => boolean, alter: (item: Queued) => Queued): Promise<boolean> {
  const writing = (await database()).transaction("queue", "readwrite");
  const found = (await writing.store.getAll()).filter(of);
  await Promise.all([...found.map((item) => writing.store.put(alter(item))), writing.done]);
  return found.length > 0;
}

export function alterOne(key: string, alter: (item: Queued) => Queued): Promise<boolean> {
  return alterQueued((item) => item.key === key, alter);
}

export async function removeQueued(key: string): Promise<void> {
  await (await database()).delete("queue", key);
}

export async function settle(name: string, value: unknown): Promise<void> {
  await (await database()).put("settings", value, name);
}

/** Customers' names and addresses do not stay with a device that nobody uses any more; what is unsent does. */
export async function forgetCopies(person: string): Promise<void> {
  await (await database()).delete("copies", IDBKeyRange.bound(`${person} `, `${person} \uffff`));
}
