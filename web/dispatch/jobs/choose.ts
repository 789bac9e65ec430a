// Choosing in the list of jobs: what is chosen stands in the address, and no way back leads through each letter.
import { replace } from "../../shared/navigation";
import { toJobs } from "../route";
import { filters } from "../state";
import { searchOf, type Filters } from "../work/filters";

export function choose(chosen: Partial<Filters>): void {
  replace(toJobs + searchOf({ ...filters.peek(), ...chosen }));
}
