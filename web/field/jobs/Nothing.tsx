// On wide screens, what stands beside the list while nothing is chosen.
import { Icon } from "../../shared/Icon";
import { jobs as words } from "../../shared/words/en";

export function Nothing() {
  return (
    <div class="empty panel Nothing">
      <Icon name="enroute" size={44} />
      <h2>{words.choose}</h2>
      <p>{words.chooseLead}</p>
    </div>
  );
}
