/** Numbers as people write them: 12, 十三, 两百五, 27亩半, 一万五, 十几. */

const DIGITS: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  俩: 2,
  三: 3,
  仨: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }

/** The characters a number may be written with; a source for patterns. */
export const NUM = String.raw`(?:\d{1,9}(?:\.\d{1,4})?|[零〇一二两俩三仨四五六七八九十百千廿卅半]{1,9})(?:万)?`

/** A written number's value; undefined when it is none. 十几 → 10, 四五 → 4 (the lower bound), 半 → 0.5. */
export function numberOf(written: string): number | undefined {
  const m = /^(\d+(?:\.\d+)?)(万)?$/.exec(written)
  if (m) return Number(m[1]) * (m[2] ? 10000 : 1)
  if (written === '半') return 0.5
  const text = written.replace(/廿/g, '二十').replace(/卅/g, '三十').replace(/半$/, '')
  const [high, low] = text.includes('万') ? text.split('万') : ['', text]
  const a = high ? small(high) : 0
  if (a === undefined) return undefined
  // 一万五 = 15000
  if (high && low && low.length === 1 && DIGITS[low] !== undefined) return a * 10000 + DIGITS[low]! * 1000
  const b = low ? small(low) : 0
  return b === undefined ? undefined : a * 10000 + b
}

function small(text: string): number | undefined {
  let total = 0
  let digit: number | undefined
  let lastUnit = 0
  for (const c of text) {
    if (DIGITS[c] !== undefined) {
      if (digit !== undefined && lastUnit === 0 && total === 0) return digit // 四五: the lower bound
      digit = DIGITS[c]
    } else if (UNITS[c]) {
      total += (digit ?? 1) * UNITS[c]!
      lastUnit = UNITS[c]!
      digit = undefined
    } else return undefined
  }
  // 两百五 = 250
  if (digit !== undefined) total += lastUnit >= 100 && !text.includes('零') ? digit * (lastUnit / 10) : digit
  return text ? total : undefined
}
