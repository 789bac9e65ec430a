// A field of a form: its label, what helps to fill it in, and what is wrong with it, told to eyes and ears alike.
import type { ComponentChildren, VNode } from "preact";
import { useId } from "preact/hooks";
import "./Field.css";

export type Given = { id: string; "aria-invalid": true | undefined; "aria-describedby": string | undefined };
type Props = { label: string; look?: string; hint?: ComponentChildren; trouble?: string | undefined; children: (given: Given) => VNode };

export function Field({ label, look = "", hint, trouble, children }: Props) {
  const id = useId();
  const about = [trouble && `${id}-trouble`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <div class={`Field field ${look}`}>
      <label for={id}>{label}</label>
      {children({ id, "aria-invalid": trouble ? true : undefined, "aria-describedby": about || undefined })}
      {trouble && <p class="trouble" id={`${id}-trouble`}>{trouble}</p>}
      {hint && <p class="quiet" id={`${id}-hint`} aria-live="polite">{hint}</p>}
    </div>
  );
}
