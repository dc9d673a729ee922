/** Words as data: listed with spaces between them, joined into patterns where they are used. */

/** Words with spaces or line breaks between them. */
export const listed = (words: string): string[] => words.trim().split(/\s+/)

/** Any of the words, the longest first, as the source of a pattern. */
export const anyOf = (...lists: (readonly string[])[]): string =>
  `(?:${[...new Set(lists.flat())].sort((a, b) => b.length - a.length).join('|')})`

/** What is left of a text when words at its beginning are taken off, one after another. */
export function withoutLead(text: string, words: readonly string[]): string {
  const first = words.filter((w) => text.startsWith(w)).sort((a, b) => b.length - a.length)[0]
  return first ? withoutLead(text.slice(first.length), words) : text
}
