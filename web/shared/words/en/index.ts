// Every word on screen, in English: a section for each screen, so that a client carries only what it shows.
export { statuses } from "./statuses";
export { signIn } from "./sign_in";
export { refusals } from "./refusals";
export { actions } from "./actions";
export { jobs } from "./jobs";
export { details } from "./details";
export { texts } from "./texts";
export { reasons } from "./reasons";
export { onMyWay } from "./on_my_way";
export { complete } from "./complete";
export { waiting } from "./waiting";
export { you } from "./you";
export { errors } from "./errors";
