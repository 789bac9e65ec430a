// A sheet over the screen: from below on a phone, in the middle of a desk. Esc, and a tap beside it, close it.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import "./Sheet.css";

type Props = { title: string; lead?: ComponentChildren; close: () => void; children: ComponentChildren };

export function Sheet({ title, lead, close, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    heading.current?.focus();
    return () => before instanceof HTMLElement && before.isConnected && before.focus({ preventScroll: true });
  }, []);
  const onClick = (event: MouseEvent) => event.target === dialog.current && close();
  return (
    <dialog class="Sheet" ref={dialog} aria-labelledby="sheet-title" onCancel={close} onClick={onClick}>
      <div class="content">
        <h2 id="sheet-title" tabIndex={-1} ref={heading}>{title}</h2>
        {lead && <p class="quiet lead">{lead}</p>}
        {children}
      </div>
    </dialog>
  );
}
