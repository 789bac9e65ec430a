// Arrows go from card to card of the Schedule: on in time, or to the next technician.
import { stopAfter } from "../work/arrows";

export function followArrows(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const card = event.target instanceof Element ? event.target.closest("[data-id]") : null;
  if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = [...event.currentTarget.querySelectorAll("[data-row]")].map((row) => [...row.querySelectorAll<HTMLElement>("[data-id]")]);
  const row = rows.findIndex((cards) => cards.includes(card as HTMLElement));
  const starts = rows.map((cards) => cards.map((each) => Number(each.dataset.at)));
  const next = stopAfter(starts, { row, place: rows[row]!.indexOf(card as HTMLElement) }, event.key);
  if (!next) return;
  event.preventDefault();
  rows[next.row]![next.place]!.querySelector("a")!.focus();
}
