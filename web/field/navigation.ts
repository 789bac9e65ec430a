// Which of Field's screens is shown.
import { computed } from "@preact/signals";
import { address } from "../shared/navigation";
import { routeOf } from "./route";

export const route = computed(() => routeOf(address.value.path));
export { go } from "../shared/navigation";
