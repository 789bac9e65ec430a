// The whole of Field: signing in, else the jobs, beside them what is chosen on wide screens, and the sheet on top.
import { session } from "../shared/session";
import { errors } from "../shared/words/en";
import { Bar } from "./Bar";
import "./Field.css";
import { Jobs } from "./jobs/Jobs";
import { Nothing } from "./jobs/Nothing";
import { rest, signIn } from "./later";
import { route } from "./navigation";
import { cannotKeep, unsent } from "./state";

export function Field() {
  const Parts = signIn.value;
  if (!session.value) return Parts && <Parts.SignIn name="On My Way Field" unsent={unsent.value} />;
  const at = route.value;
  const Rest = rest.value;
  return (
    <div class={`Field at-${at.screen}`}>
      <Bar />
      {Rest && <Rest.UpdateBar />}
      {cannotKeep.value && <p class="cannot-keep" role="alert">{errors.storage}</p>}
      <main>
        <Jobs />
        <div class="beside">
          {Rest && at.screen === "job" && <Rest.JobDetails key={at.appointment} job={at.job} appointment={at.appointment} />}
          {Rest && at.screen === "waiting" && <Rest.Waiting />}
          {Rest && at.screen === "you" && <Rest.You />}
          {at.screen === "jobs" && <Nothing />}
        </div>
      </main>
      {Rest && <Rest.Sheets />}
    </div>
  );
}
