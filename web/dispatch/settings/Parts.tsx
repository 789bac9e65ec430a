// The two parts of what the office settles: its settings and its people.
import { settings as words, people } from "../../shared/words/en";
import { route } from "../navigation";
import { toPeople, toSettings } from "../route";
import "./Parts.css";

export function Parts() {
  const { is } = route.value.screen;
  return (
    <nav class="Parts" aria-label={words.parts}>
      <a href={toSettings} aria-current={is === "settings" ? "page" : undefined}>{words.title}</a>
      <a href={toPeople} aria-current={is === "people" ? "page" : undefined}>{people.title}</a>
    </nav>
  );
}
