// What lies over the screen until it is closed: Esc, and a tap beside it, close it; the focus returns to where it was.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

type Props = { look: string; labelledBy: string; close: () => void; children: ComponentChildren };

/** What is marked `data-first` has the focus first. */
export function Modal({ look, labelledBy, close, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const shown = dialog.current!;
    shown.showModal();
    shown.querySelector<HTMLElement>("[data-first]")?.focus();
    return () => {
      shown.close();
      const back = before instanceof HTMLElement && before.isConnected ? before : document.querySelector<HTMLElement>("[data-arrive]");
      back?.focus({ preventScroll: true });
    };
  }, []);
  const onClick = (event: MouseEvent) => event.target === dialog.current && close();
  return <dialog class={look} ref={dialog} aria-labelledby={labelledBy} onCancel={close} onClick={onClick}>{children}</dialog>;
}
