/** Small readings of an .xlsx: addresses, dates, escapes. Sources: ECMA-376 part 1, 18.2–18.8. */

/** C12 → row 12, column 3. */
export function placeOf(address: string): { row: number; column: number } | undefined {
  const m = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(address)
  if (!m) return undefined
  const column = [...m[1]!].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0)
  return { row: Number(m[2]), column }
}

export function rangeOf(ref: string) {
  const [a, b] = ref.split(':', 2)
  const [from, to] = [placeOf(a ?? ''), placeOf(b ?? a ?? '')]
  return from && to ? { from, to } : undefined
}

/** A link's target as the part's name; targets are relative to xl/ unless they begin with a slash. */
export function partOf(target: string): string {
  const path: string[] = target.startsWith('/') ? [] : ['xl']
  for (const step of target.split('/'))
    if (step === '..') path.pop()
    else if (step && step !== '.') path.push(step)
  return path.join('/')
}

/** Numbers of formats that are dates without saying so, the East Asian ones (27–36, 50–58) too. */
const DATES: [number, number][] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
]

export const isDateFormat = (id: number, code?: string): boolean =>
  code === undefined
    ? DATES.some(([from, to]) => id >= from && id <= to)
    : /[ymdhs]/i.test(
        code
          .replace(/"[^"]*"|\\.|_.|\*./g, '')
          .replace(/\[(?!h{1,9}\]|m{1,9}\]|s{1,9}\])[^\]]{0,60}\]/gi, '')
          .replace(/general/gi, ''),
      )

/** A spreadsheet's time, days since 1899-12-30 (or 1904-01-01), as an instant whose UTC reads like the cell. */
export const timeOf = (days: number, since1904: boolean) =>
  new Date(Math.round((days - (since1904 ? 24_107 : 25_569)) * 86_400_000))

/** _x000D_ stands for a character that XML cannot hold. */
export const unescaped = (text: string) =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text
