// A sheet over the screen: from below on a phone, in the middle of a desk.
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Modal } from "./Modal";
import "./Sheet.css";

type Props = { title: string; lead?: ComponentChildren; close: () => void; children: ComponentChildren };

export function Sheet({ title, lead, close, children }: Props) {
  const id = useId();
  return (
    <Modal look="Sheet" labelledBy={id} close={close}>
      <div class="content">
        <h2 id={id} tabIndex={-1} data-first>{title}</h2>
        {lead && <p class="quiet lead">{lead}</p>}
        {children}
      </div>
    </Modal>
  );
}
