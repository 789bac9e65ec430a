// What became of a text, in English.
export const texts = {
  goesIn: (seconds: number) => `text goes in ${seconds} s`,
  going: "text is going out",
  sending: "sending",
  waiting: "Waiting for signal",
  sent: (time: string) => `Text sent ${time}`,
  not: (why: string) => `Not texted: ${why}`,
  unknown: "The text may have been sent",
  newTime: "New time",
  sendNow: "Send now",
  resendLead: "The customer gets one more text.",
  send: "Send",
  resendFailed: "The text was not sent again.",
};
