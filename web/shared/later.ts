// Parts of a client that come when they are needed.
import type { Signal } from "@preact/signals";

/** Without signal it comes from the copy that a service worker keeps; before there is one, when signal is back. */
export async function fetchInto<Part>(part: Signal<Part | null>, fetching: () => Promise<Part>): Promise<Part> {
  try {
    return (part.value = part.peek() ?? (await fetching()));
  } catch {
    await new Promise((resolve) => window.addEventListener("online", resolve, { once: true }));
    return fetchInto(part, fetching);
  }
}
