// A new version of the app, in English.
export const updates = {
  here: "A new version is here.",
  waits: "A new version is here. It waits until everything is sent.",
  take: "Update now",
};
