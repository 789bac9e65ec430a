// One part of a person's name.
import { useId } from "preact/hooks";

type Props = { label: string; hint?: string; value: string; set: (value: string) => void };

export function Name({ label, hint, value, set }: Props) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id} value={value} required maxLength={60} autocomplete="off"
        aria-describedby={hint && `${id}-hint`} onInput={(event) => set(event.currentTarget.value)}
      />
      {hint && <p class="quiet" id={`${id}-hint`}>{hint}</p>}
    </div>
  );
}
