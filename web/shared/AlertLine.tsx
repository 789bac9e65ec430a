// One text in the history: the words that went out and when, or why none did.
import { clock } from "./times";
import type { Alert } from "./types";
import { reasons, texts } from "./words/en";

type Props = { alert: Alert; zone: string; because?: Record<string, string> };

export function AlertLine({ alert, zone, because = reasons }: Props) {
  if (alert.state === "sent" && alert.ended_at) {
    return (
      <figure>
        <figcaption>{texts.sent(clock(alert.ended_at, zone))}</figcaption>
        <blockquote>{alert.text}</blockquote>
      </figure>
    );
  }
  if (alert.state === "unknown") return <p class="quiet">{texts.unknown}</p>;
  if (alert.state !== "skipped" && alert.state !== "failed") return null;
  return <p class="quiet">{texts.not(because[alert.reason ?? ""] ?? reasons.other!)}</p>;
}
