/** Whom a message is addressed to says nothing of what it tells: a nickname may hold a village, a firm, a word of harm. */

/** The words without the @-mentions of these names; the names themselves stay where they are said without @. */
export function withoutMentions(text: string, names: readonly string[]): string {
  const longestFirst = [...new Set(names)].filter(Boolean).sort((a, b) => b.length - a.length)
  return longestFirst.reduce((rest, name) => rest.replaceAll(`@${name}`, ' '), text).trim()
}
