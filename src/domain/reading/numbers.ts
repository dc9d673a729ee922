/** Numbers as people write them: 12, 十三, 两百五, 27亩半, 一万五, 十几, 3千多. */

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

/** 两三个, 四五家: neighbours said together are one loose number. */
const LOOSE = '一两|一二|两三|二三|三四|三五|四五|五六|六七|七八|八九'
/** The characters a number may be written with; a source for patterns. 十几 is a number, a bare 几 is none. */
export const NUM = String.raw`(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,9}(?:\.\d{1,4})?[百千]?|(?:${LOOSE}|[一二两三四五六七八九])?[十百千廿卅][零〇一二两三四五六七八九十百千几半]{0,7}|${LOOSE}|[零〇一二两俩三仨四五六七八九半])(?![零〇一二两三四五六七八九十百千])(?:万[一二三四五六七八九]?(?![一二三四五六七八九十百千]))?`

/** A written number's value; undefined when it is none. 十几 → 10, 四五 → 4 (the lower bound), 半 → 0.5, 一万五 → 15000. */
export function numberOf(written: string): number | undefined {
  const text = written.replace(/,(?=\d{3})/g, '')
  const m = /^(\d+(?:\.\d+)?)([百千])?(万)?([一二三四五六七八九])?$/.exec(text)
  if (m)
    return round(
      Number(m[1]) * (m[2] ? UNITS[m[2]]! : 1) * (m[3] ? 10000 : 1) + (m[3] && m[4] ? DIGITS[m[4]]! * 1000 : 0),
    )
  if (text === '半') return 0.5
  const plain = text.replace(/廿/g, '二十').replace(/卅/g, '三十').replace(/几$/, '')
  const half = /半$/.test(plain) ? 0.5 : 0
  const [high, low] = plain.replace(/半$/, '').includes('万')
    ? plain.replace(/半$/, '').split('万')
    : ['', plain.replace(/半$/, '')]
  const a = high ? small(high) : 0
  if (a === undefined) return undefined
  // 一万五 = 15000
  if (high && low && low.length === 1 && DIGITS[low] !== undefined) return a * 10000 + DIGITS[low]! * 1000
  const b = low ? small(low) : 0
  return b === undefined || !plain ? undefined : a * 10000 + b + (high ? half * 10000 : half)
}

const round = (n: number) => Math.round(n * 1e6) / 1e6

function small(text: string): number | undefined {
  let total = 0
  let digit: number | undefined
  let lastUnit = 0
  for (const [i, c] of [...text].entries()) {
    if (DIGITS[c] !== undefined) {
      // 四五 → 4, 二三十 → 20: the lower bound
      if (digit && i === 1) {
        const unit = UNITS[text[2] ?? '']
        return text.length === 2 ? digit : unit && text.length === 3 ? digit * unit : undefined
      }
      digit = DIGITS[c]
    } else if (UNITS[c]) {
      total += (digit ?? 1) * UNITS[c]!
      lastUnit = UNITS[c]!
      digit = undefined
    } else return undefined
  }
  // 两百五 = 250
  if (digit !== undefined) total += lastUnit >= 100 && !/[零〇]/.test(text) ? digit * (lastUnit / 10) : digit
  return text ? total : undefined
}
