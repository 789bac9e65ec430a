// A part of a screen under its own heading.
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

type Props = { title: string; look?: string; action?: ComponentChildren; children: ComponentChildren };

export function Section({ title, look = "", action, children }: Props) {
  const id = useId();
  return (
    <section class={`Section panel ${look}`} aria-labelledby={id}>
      <div class="top">
        <h2 id={id}>{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}
