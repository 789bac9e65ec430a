// The bar on top: whose day it is, what waits to be sent, and the person.
import { Icon } from "../shared/Icon";
import { session } from "../shared/session";
import { bar as words } from "../shared/words/en";
import "./Bar.css";
import { toJobs, toWaiting, toYou } from "./route";
import { isSilent, me, queue } from "./state";

export function Bar() {
  return (
    <header class="Bar">
      <div class="row">
        <a class="home" href={toJobs}>
          <svg viewBox="0 0 64 64" aria-hidden="true"><rect width="64" height="64" rx="16" /><path d="M49 15 15 29.500l14 5.500 5.500 14z" /></svg>
          <span>{me.value?.organization.brand ?? "Field"}</span>
        </a>
        <Outbox />
        <a class="round" href={toYou}>
          <span aria-hidden="true">{initials(session.value?.name ?? "")}</span>
          <span class="unseen">{words.you(session.value?.name ?? "")}</span>
        </a>
      </div>
    </header>
  );
}

function Outbox() {
  const parked = queue.value.filter((item) => item.parked).length;
  const count = queue.value.length - parked;
  if (queue.value.length === 0 && !isSilent.value) return null;
  const said = parked ? words.parkedCount(parked) : count ? words.count(count) : words.offline;
  return (
    <a class={`outbox ${parked ? "parked" : ""}`} href={toWaiting}>
      <Icon name={isSilent.value && !parked ? "offline" : "outbox"} size={18} />
      <span role="status">{said}</span>
      <span class="unseen">{words.waiting}</span>
    </a>
  );
}

function initials(name: string): string {
  const letters = name.split(/\s+/).map((part) => part[0] ?? "");
  return (letters[0] ?? "") + (letters.length > 1 ? letters[letters.length - 1] : "");
}
