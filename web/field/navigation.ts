// Moving between screens without loading a page: the address, the way back, the focus.
import { computed, signal } from "@preact/signals";
import { BASE, routeOf } from "./route";

const path = signal(location.pathname);
export const route = computed(() => routeOf(path.value));

export function go(to: string): void {
  if (to === path.value) return;
  history.pushState(null, "", to);
  arrive();
}

/** Links are links: what opens a tab, or leaves Field, is left to the browser. */
export function followLinks(): void {
  window.addEventListener("popstate", arrive);
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !isPlain || link.target || link.origin !== location.origin || !link.pathname.startsWith(BASE)) return;
    event.preventDefault();
    go(link.pathname);
  });
}

function arrive(): void {
  path.value = location.pathname;
  window.scrollTo(0, 0);
  requestAnimationFrame(() => {
    const headings = [...document.querySelectorAll<HTMLElement>("[data-arrive]")].filter((each) => each.checkVisibility());
    headings.at(-1)?.focus({ preventScroll: true });
  });
}
