// What was refused, and why a customer was not texted, as the office is told, in English.
import { reasons } from "./reasons";

export const officeRefusals: Record<string, string> = {
  no_answer: "No answer. Check the connection and try again.",
  forbidden: "Your account may not do this. A dispatcher's may.",
  not_found: "This does not exist any more.",
  too_many_changes: "This appointment has been changed too often. Book another one.",
  too_often: "That was too often for one hour. Wait a little, then try again.",
  busy: "Too many people are changing this at once. Try again.",
  unavailable: "The system is not available for a moment. Try again.",
};

export const officeReasons: Record<string, string> = {
  ...reasons,
  started: "the technician had started already",
  late: "it happened too long ago",
};
