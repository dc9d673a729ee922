/**
 * A text as the learned readers see it: the village has one name whatever it is called, every number is one number, every pause
 * one pause, and that it is a drill is not said. None of these says where a name ends or what happened.
 */
export interface Masked {
  text: string
  /** Where each of its characters stood, and where the text ended. */
  at: number[]
}

/** Names and what happened stand early: what comes later is not looked at. */
const MOST = 400
const NAME = '甲'
const SUFFIX = ['村', '社区']

const DRILL = [
  '[【\\[（(][^】\\]）)]{0,8}(?:演练|演习|推演|拉练)[^】\\]）)]{0,8}[】\\]）)]',
  '(?:演练|演习|推演)[^，。：:]{0,6}[：:]',
  '[^，。]{0,6}为?演[练习](?:内容|消息)',
].join('|')
const DIGITS = '\\d零〇一二两三四五六七八九十百千廿卅俩仨半'
const STOPS = '，,；;。、！!？?\\s'
const NUMBER = `[${DIGITS}]+(?:[.,](?=\\d)\\d+)?`
/** 北京时间20时: where the clock is, and nothing else. */
const PAUSE = `(?:[${STOPS}]|北京时间)+`
const TOKEN = new RegExp(`(?<drill>${DRILL})|(?<number>${NUMBER})|(?<pause>${PAUSE})`, 'y')
/** What no drill is without, and what a number or a pause begins with: elsewhere no token is looked for. */
const DRILLS = /[演推拉]/
const BEGINS = new RegExp(`[${DIGITS}${STOPS}北]`)

export function masked(whole: string, village: string | undefined): Masked {
  const text = whole.slice(0, MOST)
  const bare = village?.replace(/(?:村|社区)$/, '') ?? ''
  const drills = DRILLS.test(text)
  const at: number[] = []
  let out = ''
  const add = (chars: string, from: number) => {
    for (let k = 0; k < chars.length; k++) at.push(from + k)
    out += chars
  }
  for (let i = 0; i < text.length; ) {
    if (bare.length > 1 && text.startsWith(bare, i)) {
      const end = SUFFIX.find((w) => text.startsWith(w, i + bare.length)) ?? ''
      add(NAME, i)
      i += bare.length + end.length
      continue
    }
    TOKEN.lastIndex = i
    const m = drills || BEGINS.test(text[i]!) ? TOKEN.exec(text) : null
    if (!m) {
      add(text[i]!, i)
      i += 1
      continue
    }
    const end = i + m[0].length
    if (m.groups!.number) add('0', i)
    else if (m.groups!.pause && out && !out.endsWith('，') && end < text.length) add('，', i)
    i = end
  }
  if (out.endsWith('，')) {
    out = out.slice(0, -1)
    at.pop()
  }
  // the last one ends where the text does, without pauses
  at.push(at.length ? endOf(text, at.at(-1)!, out, bare) : 0)
  return { text: out, at }
}

const endOf = (text: string, last: number, out: string, bare: string): number => {
  if (!out) return last
  if (bare.length > 1 && text.startsWith(bare, last)) {
    const end = SUFFIX.find((w) => text.startsWith(w, last + bare.length)) ?? ''
    return last + bare.length + end.length
  }
  TOKEN.lastIndex = last
  const m = TOKEN.exec(text)
  return m?.groups?.number ? last + m[0].length : last + 1
}

/** Where a stretch of the masked text stood. */
export function stood({ at }: Masked, from: number, to: number): { from: number; to: number } {
  return { from: at[from] ?? 0, to: at[to] ?? at.at(-1) ?? 0 }
}

/** Where a place of the text stands in what is seen of it. */
export const seen = ({ at }: Masked, place: number | undefined): number | undefined => {
  if (place === undefined) return undefined
  const i = at.findIndex((was) => was >= place)
  return i < 0 ? at.length : i
}
