/** 批示交办: what is to be done, by whom, until when, about what. */
import { pairsIn } from '../clauses.ts'
import { BODIES, DOES, MARKS, MATTERS, NO_BODIES, OFFICES, TELLS } from '../lexicon/orders.ts'
import { anyOf, withoutLead } from '../lexicon/words.ts'
import { rosterNamesIn } from '../people.ts'
import type { Fields } from '../reading.ts'
import { type Context, refIn } from './context.ts'
import { termIn } from './due.ts'

export function instructionFields(c: Context): Fields {
  const { text, sentAt } = c
  const pairs = pairsIn(text)
  const of = (words: RegExp) => pairs.find((p) => words.test(p.label) && p.value)?.value
  const labelled = of(/承办|协办|责任单位|交办对象/)
  return {
    text: (of(/^(?:批示内容|交办内容|内容|要求)$/) ?? orderIn(text)).slice(0, MOST),
    to: labelled ? [labelled] : toWhom(c),
    deadline: termIn(of(/时限|期限/) ?? text, sentAt),
    about: refIn(text) ?? of(/批示件|事项|事由/) ?? aboutIn(text),
  }
}
/** Longer than this nobody is told in one line. */
const MOST = 120

const MARK = new RegExp(`^[\\s【\\[]*(?:@?安安[，,：:\\s]*)?(?:${anyOf(MARKS)})[\\]】：:。，,\\s]*|^@?安安[，,：:\\s]*`)
/** The order itself: what stands behind the marks and the bare answers. */
const orderIn = (text: string): string =>
  text
    .replace(MARK, '')
    .replace(/^(?:记一下|记一条|给我记一条|情况已悉|已阅|同意|阅)[，。：:\s]*/, '')
    .trim()

const PERSON = `(?:[老小阿][\\u4e00-\\u9fa5]|[\\u4e00-\\u9fa5]{1,3}?(?:${anyOf(OFFICES)}))`
const BODY = `[\\u4e00-\\u9fa5]{0,5}?(?:${anyOf(BODIES)})`
const NAMED = '(?:(?![天日周月内前今明两三后])[\\u4e00-\\u9fa5]){2,3}?'
const DO = anyOf(DOES)
const STOPS = `[，。；：:、,;\\s@]|$|同志|你|他|${DO}`
const TOLD = new RegExp(
  `(?:${anyOf(TELLS)}|@)(?<who>${BODY}(?:的)?(?:${PERSON}|${NAMED})?|${PERSON}|${NAMED})(?=${STOPS})`,
  'g',
)
const ACTING = new RegExp(
  `(?:^|[，。；：:\\s、和与]|会同)(?<who>${BODY}(?:${PERSON})?|${PERSON}|(?<=、)${NAMED})(?=(?:同志|你|亲自|也|这|明天|今天|今晚|明早|马上|立即|两|三)?(?:${DO}))`,
  'g',
)
const NOBODY = new RegExp(`^(?:${anyOf(NO_BODIES)})|^.$`)

/** Who is named behind a word that hands a thing over, or at the head of a clause before what they do. */
function toWhom({ text, people }: Context): string[] {
  const plain = text.replace(MARK, '')
  const said = [...plain.matchAll(TOLD), ...plain.matchAll(ACTING)]
    .sort((a, b) => a.index - b.index)
    .map((m) => withoutLead(m.groups!.who!, TELLS))
    .filter((who) => !NOBODY.test(who))
  const known = rosterNamesIn(plain, people)
    .map((n) => n.name)
    .filter((name) => people.some(([, own]) => own === name))
  const all = [...new Set([...said, ...known])]
  return all.filter((who) => !all.some((o) => o !== who && o.includes(who))).slice(0, 4)
}

const ABOUT = new RegExp(`(?:^|[，。；：:\\s把])([^，。；：:\\s@]{2,14}?)(?:${anyOf(MATTERS)})`)
const aboutIn = (text: string): string | undefined => ABOUT.exec(text.replace(MARK, ''))?.[1]
