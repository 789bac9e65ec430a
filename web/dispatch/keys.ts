// What the keyboard does beyond Tab and Enter: / goes to the search, the arrows go from row to row and card to card.

const WRITES = "input, textarea, select, [contenteditable]";
const STEPS: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

export function followKeys(): void {
  document.addEventListener("keydown", (event) => {
    const at = event.target instanceof Element ? event.target : document.body;
    if (event.ctrlKey || event.metaKey || event.altKey || at.matches(WRITES)) return;
    const went = event.key === "/" ? toSearch(at) : event.key in STEPS && step(at, STEPS[event.key]!);
    if (went) event.preventDefault();
  });
}

function toSearch(at: Element): boolean {
  const search = document.querySelector<HTMLElement>("[data-search]");
  if (!search || at.closest("dialog")) return false;
  search.focus();
  return true;
}

/** Among the links of one group that are marked `data-step`. */
function step(at: Element, by: number): boolean {
  const group = at.closest("[data-steps]");
  const stops = group ? [...group.querySelectorAll<HTMLElement>("[data-step]")] : [];
  const place = stops.indexOf(at as HTMLElement);
  if (place < 0) return false;
  stops[place + by]?.focus();
  return true;
}
