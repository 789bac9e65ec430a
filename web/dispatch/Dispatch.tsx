// The whole of Dispatch: signing in, else the bar, the screen, and the card that lies over it.
import { session, signOut } from "../shared/session";
import { office as words } from "../shared/words/en";
import { Bar } from "./Bar";
import "./Dispatch.css";
import { Jobs } from "./jobs/Jobs";
import { rest, signIn } from "./later";
import { route } from "./navigation";
import { me, refusals } from "./state";
import { Unread } from "./Unread";

export function Dispatch() {
  const [Entry, Rest] = [signIn.value, rest.value];
  if (!session.value) return Entry && <Entry.SignIn name={words.name} lead={words.signInLead} />;
  if (!me.value) return <Unknown />;
  if (me.value.role !== "dispatcher") return <NotForYou />;
  const { screen, card } = route.value;
  return (
    <div class="Dispatch">
      <Bar />
      <main>
        {screen.is === "jobs" && <Jobs />}
        {Rest && screen.is === "job" && <Rest.Job key={screen.job} id={screen.job} />}
        {Rest && screen.is === "schedule" && <Rest.Schedule day={screen.day} />}
        {Rest && screen.is === "new job" && <Rest.NewJob />}
        {Rest && screen.is === "new appointment" && <Rest.NewAppointment key={screen.of} job={screen.of} />}
        {Rest && screen.is === "attention" && <Rest.Attention />}
        {Rest && screen.is === "you" && <Rest.You />}
        {Rest && screen.is === "settings" && <Rest.Settings />}
        {Rest && screen.is === "people" && <Rest.People />}
      </main>
      {Rest && card && <Rest.Card key={card.appointment} {...card} />}
    </div>
  );
}

function Unknown() {
  return (
    <main class="NotForYou">
      <Unread path="/me" />
      {refusals.value["/me"] !== undefined && <button class="button plain" onClick={() => void signOut()}>{words.signOut}</button>}
    </main>
  );
}

function NotForYou() {
  return (
    <main class="NotForYou">
      <div class="panel">
        <h1>{words.notForYou}</h1>
        <p>{words.notForYouLead(session.value?.name ?? "")}</p>
        <a class="button primary big" href="/field/">{words.toField}</a>
        <button class="button plain" onClick={() => void signOut()}>{words.signOut}</button>
      </div>
    </main>
  );
}
