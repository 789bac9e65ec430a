// People: technicians and dispatchers, who has not come in yet, who is out; inviting, changing, disabling them.
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { Person } from "../../shared/types";
import { people as words } from "../../shared/words/en";
import { PEOPLE, readPeople } from "../reading";
import { Parts } from "../settings/Parts";
import { people } from "../state";
import { Unread } from "../Unread";
import { takesAppointments } from "../work/people";
import { ChangePerson } from "./ChangePerson";
import { InvitePerson } from "./InvitePerson";
import "./People.css";
import { PersonRow } from "./PersonRow";

type Asks = { is: "invite" } | { is: "change"; person: Person };

export function People() {
  const asks = useSignal<Asks | null>(null);
  const told = useSignal<ComponentChildren>(null);
  const close = () => (asks.value = null);
  const tell = (news: ComponentChildren) => {
    told.value = news;
    close();
  };
  const begin = (what: Asks) => {
    told.value = null;
    asks.value = what;
  };
  const all = people.value;
  const rows = (isActive: boolean) =>
    all.filter(({ active }) => active === isActive).map((each) => <PersonRow key={each.id} person={each} change={() => begin({ is: "change", person: each })} />);
  return (
    <section class="People screen" aria-labelledby="people-title">
      <header>
        <h1 id="people-title" tabIndex={-1} data-arrive>{words.title}</h1>
        <Parts />
        {all.length > 0 && <button class="button primary" onClick={() => begin({ is: "invite" })}>{words.invite}</button>}
      </header>
      <div class="told" role="status">{told.value}</div>
      {all.length === 0 && <Unread path={PEOPLE} title={words.failed} retry={readPeople} />}
      {all.length > 0 && !all.some(takesAppointments) && <NoTechnician />}
      {all.length > 0 && <Group title={words.activePeople} look="unseen">{rows(true)}</Group>}
      {all.some(({ active }) => !active) && <Group title={words.disabledPeople}>{rows(false)}</Group>}
      {asks.value?.is === "invite" && <InvitePerson close={close} tell={tell} />}
      {asks.value?.is === "change" && <ChangePerson person={asks.value.person} close={close} tell={tell} />}
    </section>
  );
}

function Group({ title, look = "", children }: { title: string; look?: string; children: ComponentChildren }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} class={look}>{title}</h2>
      <ul class="panel">{children}</ul>
    </section>
  );
}

function NoTechnician() {
  return (
    <div class="panel no-technician">
      <h2>{words.noTechnician}</h2>
      <p class="quiet">{words.noTechnicianLead}</p>
    </div>
  );
}
