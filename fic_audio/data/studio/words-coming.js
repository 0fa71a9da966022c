// @ts-check
// The words about what comes in later: fetched stories, newer files. A part of words.js.

export const fetching = {
  title: "A story on its way",
  progress: "Chapters that have come",
  asking: (site) => `Asking ${site}…`,
  chapter: (chapter, chapters) => `Fetching chapter ${chapter} of ${chapters}`,
  wait: (site, seconds) => `${site} asks to wait ${seconds} seconds`,
  adult: "This story is marked for adults. Are you willing to see it?",
  yes: "Yes, fetch it", no: "No",
  look: (site) => `Look for new chapters at ${site}`,
  asked: (site, time) => `${site} was asked at ${time}, and is asked once an hour at most.`,
};

export const newer = {
  title: "New chapters",
  intro: "Drop the newer file of this story here. Everybody keeps their voice, your corrections are found again, and only what is new or changed is spoken.",
  choose: "Choose the newer file",
  comparing: "Comparing the two files…",
  new: "New", edited: "Edited", moved: "Moved", gone: "No longer in the file",
  goneKeep: "Their audio is kept.",
  same: "Nothing in it is new.",
  take: "Take the newer file",
  taken: "The newer file is taken. Make the audio to add what is new.",
  not: "Leave it as it is",
};
