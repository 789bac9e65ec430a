// One thing that needs a dispatcher: what, since when, for whom, and one click to mend it.
import { useSignal } from "@preact/signals";
import { Badge, shownStatus } from "../../shared/Badge";
import { Icon } from "../../shared/Icon";
import { clock, dayOf, moment, range } from "../../shared/times";
import type { Card, Need } from "../../shared/types";
import { attention as words, officeJob } from "../../shared/words/en";
import { dismiss, resendLatest } from "../acts";
import { inWords } from "../in_words";
import { toCard } from "../route";
import { Sign } from "../Sign";
import { technicianName, today } from "../state";
import { Trouble } from "../Trouble";

export function NeedCard({ need }: { need: Need }) {
  const { card, kind } = need;
  const trouble = useSignal("");
  const isBusy = useSignal(false);
  const act = async (mending: Promise<void>) => {
    isBusy.value = true;
    trouble.value = "";
    await mending.catch((refusal) => (trouble.value = inWords(refusal)));
    isBusy.value = false;
  };
  return (
    <li class="NeedCard panel" data-id={card.id}>
      <div class="what">
        <h2><Sign name={CLOCK_KINDS.has(kind) ? "clock" : "alert"} />{words.kinds[kind]} <small>{words.since(since(need))}</small></h2>
        <p class="quiet">{words.leads[kind]}</p>
      </div>
      <About card={card} />
      <div class="mends">
        {need.mends.map((mend, place) => <Mend key={mend} mend={mend} need={need} isFirst={place === 0} isBusy={isBusy.value} act={(mending) => void act(mending)} />)}
      </div>
      <Trouble said={trouble.value} />
    </li>
  );
}

const CLOCK_KINDS: ReadonlySet<string> = new Set(["nobody_on_the_way", "not_complete"]);

export function About({ card }: { card: Card }) {
  const { window, time_zone: zone } = card;
  return (
    <div class="about">
      <p><a href={toCard(card)} data-over data-step>{card.title}</a> <Badge status={shownStatus(card)} /></p>
      <p class="quiet">
        {card.customer.name}, {card.address.city} · {range(window.from, window.to, zone)} · {technicianName(card) ?? officeJob.nobody}
      </p>
    </div>
  );
}

type MendProps = { mend: Need["mends"][number]; need: Need; isFirst: boolean; isBusy: boolean; act: (mending: Promise<void>) => void };

function Mend({ mend, need: { card, kind }, isFirst, isBusy, act }: MendProps) {
  const look = `button ${isFirst ? "primary" : ""}`;
  switch (mend) {
    case "set_status":
      return <a class={look} href={toCard(card, "status")} data-over>{words.setStatus}</a>;
    case "replan":
      return <a class={look} href={toCard(card, "plan")} data-over>{words.replan}</a>;
    case "call":
      return <a class={look} href={`tel:${card.customer.phone}`}><Icon name="phone" size={18} />{words.call(card.customer.name)}</a>;
    case "resend":
      return <button class={look} disabled={isBusy} onClick={() => act(resendLatest(card))}>{words.resend}</button>;
    case "dismiss":
      return <button class={look} disabled={isBusy} onClick={() => act(dismiss(card, kind))}>{kind === "told_then_changed" ? words.customerKnows : words.dismiss}</button>;
  }
}

function since({ since: at, card }: Need): string {
  return dayOf(Date.parse(at), card.time_zone) === today.value ? clock(at, card.time_zone) : moment(at, card.time_zone);
}
