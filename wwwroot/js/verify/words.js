// The page's words, in the reader's language: they come with the page, and are found by their code.
const words = new Map(Array.from(document.querySelectorAll("#verify-words [data-word]"), e => [e.dataset.word, e.textContent]));
// Plain English here is the portal's own: the day stands before the month.
const language = document.documentElement.lang.replace(/^(en)?$/, "en-GB");

export const has = code => words.has(code);

/** The words of a code; `{0}` or `{name}` in them stand for what is named. */
export const say = (code, named = []) => (words.get(code) ?? code).replace(/\{([\w.]+)\}/g, (hole, name) => at(named, name) ?? hole);

const at = (named, path) => path.split(".").reduce((value, name) => value?.[name], named);

/** A moment in the reader's language and zone, the zone named. */
export function moment(iso) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC";
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return String(iso);
  const date = time.toLocaleDateString(language, { dateStyle: "long" });
  const clock = time.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return say("moment", [date, clock, zone.split("/").at(-1).replaceAll("_", " ")]);
}

/** A language by its own name. */
export function languageName(tag) {
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(tag);
  } catch {
    return tag;
  }
}
