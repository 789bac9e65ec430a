// The bar on top: the screens, how many things need attention, the person; below it what holds for all screens.
import { Icon } from "../shared/Icon";
import { session } from "../shared/session";
import { clock, ownZone } from "../shared/times";
import { office as words } from "../shared/words/en";
import "./Bar.css";
import { route } from "./navigation";
import { toAttention, toJobs, toSchedule, toSettings, toYou } from "./route";
import { Sign } from "./Sign";
import { attention, lastSearch, me, silentSince } from "./state";

const OF_JOBS: ReadonlySet<string> = new Set(["jobs", "job", "new job", "new appointment"]);

export function Bar() {
  const name = session.value?.name ?? "";
  const { is } = route.value.screen;
  return (
    <>
      <header class="Bar">
        <div class="row">
          <a class="home" href={toJobs}>
            <svg viewBox="0 0 64 64" aria-hidden="true"><rect width="64" height="64" rx="16" /><path d="M49 15 15 29.500l14 5.500 5.500 14z" /></svg>
            <span>{me.value?.organization.brand}</span>
          </a>
          <nav aria-label={words.nav}>
            <a href={toJobs + (is === "jobs" ? "" : lastSearch.value)} aria-current={OF_JOBS.has(is) ? "page" : undefined}>{words.jobs}</a>
            <a href={toSchedule()} aria-current={is === "schedule" ? "page" : undefined}>{words.schedule}</a>
            <a href={toAttention} aria-current={is === "attention" ? "page" : undefined}>{words.attention}<Count /></a>
          </nav>
          <a class="settings" href={toSettings} aria-current={is === "settings" || is === "people" ? "page" : undefined}>
            <Sign name="settings" />
            <span>{words.settings}</span>
          </a>
          <a class="round" href={toYou}>
            <span aria-hidden="true">{initials(name)}</span>
            <span class="unseen">{words.you(name)}</span>
          </a>
        </div>
      </header>
      <TextsOff isThere={is === "settings"} />
      {silentSince.value && <p class="strip" role="status"><Icon name="offline" />{words.silent(clock(silentSince.value, ownZone()))}</p>}
    </>
  );
}

/** Whoever stopped them: as long as they are off, every screen says so, and leads to where they are turned on. */
function TextsOff({ isThere }: { isThere: boolean }) {
  const { all_texts_off: byOperator, organization } = me.value!;
  if (!byOperator && organization.texts_on) return null;
  return (
    <div class="strip off" role="status">
      <Sign name="alert" />
      <p>{byOperator ? words.allTextsOff : words.textsOff}{!isThere && <> <a href={toSettings}>{words.openSettings}</a></>}</p>
    </div>
  );
}

function Count() {
  const count = attention.value?.count ?? 0;
  return (
    <>
      {" "}
      <span class={`count ${count ? "" : "is-none"}`} aria-hidden="true">{count}{attention.value?.more ? "+" : ""}</span>
      <span class="unseen" role="status">{words.attentionCount(count)}</span>
    </>
  );
}

function initials(name: string): string {
  const letters = name.split(/\s+/).map((part) => part[0] ?? "");
  return (letters[0] ?? "") + (letters.length > 1 ? letters[letters.length - 1] : "");
}
