// The texts of the page in the reader's language. They are part of the page, and each has a code.
const elements = document.querySelectorAll("#verify-words [data-word]");
const words = new Map(Array.from(elements, element => [element.dataset.word, element.textContent]));
// English without a region is British English, as in the rest of the portal: the day comes before the month.
const language = document.documentElement.lang.replace(/^(en)?$/, "en-GB");

export const has = code => words.has(code);

/** The text of a code, with placeholders such as `{0}` or `{name}` replaced by the values in `named`. */
export const say = (code, named = []) =>
  (words.get(code) ?? code).replace(/\{([\w.]+)\}/g, (placeholder, name) => at(named, name) ?? placeholder);

const at = (named, path) => path.split(".").reduce((value, name) => value?.[name], named);

/** A time in the reader's language and time zone, with the name of the zone. */
export function moment(iso) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC";
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return String(iso);
  const date = time.toLocaleDateString(language, { dateStyle: "long" });
  const clock = time.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return say("moment", [date, clock, zone.split("/").at(-1).replaceAll("_", " ")]);
}

/** The name of a language, in the language of the page. */
export function languageName(tag) {
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(tag);
  } catch {
    return tag;
  }
}
