// The focus stays with its card: when the dialog over it closes, and when it moves to another technician's row.
import { useEffect, useRef } from "preact/hooks";
import { route } from "../navigation";
import { lastCard } from "../state";

export function useFocusOnTheCardThatWasOpen(): void {
  const isUnderCard = route.value.card !== null;
  const wasUnderCard = useRef(isUnderCard);
  useEffect(() => {
    const isBack = wasUnderCard.current && !isUnderCard;
    wasUnderCard.current = isUnderCard;
    if (isBack) focus(lastCard.peek());
  }, [isUnderCard]);
}

/** What the element that holds the cards listens to. */
export function useFocusThatMoves() {
  const focused = useRef<string | null>(null);
  useEffect(() => {
    if (document.activeElement === document.body) focus(focused.current);
  });
  return {
    onFocusIn: ({ target }: FocusEvent) => (focused.current = idOf(target)),
    onFocusOut: ({ target }: FocusEvent) => void setTimeout(() => (target as Node).isConnected && document.activeElement === document.body && (focused.current = null)),
  };
}

function idOf(target: EventTarget | null): string | null {
  return target instanceof Element ? (target.closest<HTMLElement>("[data-id]")?.dataset.id ?? null) : null;
}

function focus(card: string | null): void {
  if (card) document.querySelector<HTMLElement>(`.Grid [data-id="${card}"] a`)?.focus({ preventScroll: true });
}
