// @ts-check
// The words of what is spoken otherwise, and of what was not understood.

export const unclear = {
  title: (count) => `Sounds unclear (${count})`,
  more: "The finished audio was listened to, and these lines were not heard as they are written. Hear them for yourself.",
  heard: (text) => `Heard: “${text}”`,
  nothing: "Nothing was heard.",
  hear: (text) => `Hear “${text}”`,
  otherwise: "Say it otherwise",
  fine: "It is fine",
  fineOf: (text) => `“${text}” is fine`,
  left: (count) => (count ? `${count} left.` : "No line sounds unclear any more."),
  again: "The next making speaks it so.",
};

export const retake = {
  open: "How it is spoken",
  title: "How this line is spoken",
  words: "Say these words",
  wordsMore: "The text that is shown stays as it is.",
  manner: "Delivery",
  asText: "as the text tells",
  manners: { calm: "calmly", softly: "softly", whisper: "whispered", murmur: "murmured", call: "called", shout: "shouted", scream: "screamed", excited: "excited", laugh: "laughing", tease: "teasing", sob: "sobbing", breaking: "with a breaking voice", nervous: "nervous", stammer: "stammering", weary: "weary", sleepy: "sleepy", flat: "without feeling", cold: "coldly", sharp: "sharply", growl: "growling", hurried: "hurried", slow: "slowly", phone: "over a telephone" },
  more: "Pace, height, loudness",
  another: "Another take",
  take: (number) => `Take ${number}`,
  old: "As it is now",
  new: "The new one",
  hearOld: "Hear it as it is now",
  hearNew: "Hear the new one",
  same: "Change something, or press “Another take”, and compare the two.",
  keep: "Keep the new one",
  discard: "Leave it as it is",
  reset: "As without any change",
  kept: "The new one is kept",
  spoken: (said) => `spoken: ${said}`,
  changed: "spoken your way",
  keys: "Keys: o hears the old one, n the new one, t is another take.",
};
