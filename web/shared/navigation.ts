// Moving between screens without loading a page: the address, the way back, the focus.
import { signal } from "@preact/signals";

/** `over` is the address of the screen that this one was opened over. */
export type Address = { path: string; search: string; over: string | null };

export const address = signal(current());

let base = "/";
let screenOf = (at: Address) => at.path;

export function go(to: string, over: string | null = null): void {
  if (to === here()) return;
  history.pushState({ over, from: here() }, "", to);
  arrive();
}

/** The same screen under another address: no way back leads to the one before. */
export function replace(to: string, over: string | null = address.peek().over): void {
  history.replaceState({ over }, "", to);
  arrive();
}

/** The way back of the browser leads there; null where nobody knows. */
export function cameFrom(): string | null {
  return (history.state as { from?: string } | null)?.from ?? null;
}

export function here(): string {
  return location.pathname + location.search;
}

/**
 * Links are links: what opens a tab, or leaves the app, is left to the browser. One that is marked `data-over` opens
 * over the screen it is on. `screen` names the screen that an address shows: only a new one takes the focus.
 */
export function followLinks(within: string, screen: (at: Address) => string = screenOf): void {
  base = within;
  screenOf = screen;
  window.addEventListener("popstate", arrive);
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !isPlain || link.target || link.origin !== location.origin || !link.pathname.startsWith(base)) return;
    event.preventDefault();
    go(link.pathname + link.search, "over" in link.dataset ? (address.peek().over ?? here()) : null);
  });
}

function arrive(): void {
  const before = screenOf(address.peek());
  address.value = current();
  if (screenOf(address.peek()) === before) return;
  window.scrollTo(0, 0);
  requestAnimationFrame(() => {
    const headings = [...document.querySelectorAll<HTMLElement>("[data-arrive]")].filter((each) => each.checkVisibility());
    headings.at(-1)?.focus({ preventScroll: true });
  });
}

function current(): Address {
  const state = history.state as { over?: string } | null;
  return { path: location.pathname, search: location.search, over: state?.over ?? null };
}
