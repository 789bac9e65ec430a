// Which of Dispatch's screens is shown, and how a card over it is closed.
import { computed } from "@preact/signals";
import { address, replace } from "../shared/navigation";
import { routeOf, toJob } from "./route";

export const route = computed(() => routeOf(address.value));

/** Back to where it was opened from; a card that was opened by its address leaves its job. */
export function closeCard(): void {
  const { card } = route.peek();
  if (!card) return;
  if (address.peek().over) history.back();
  else replace(toJob(card.job));
}
