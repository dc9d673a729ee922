/** How many people, households or vehicles a text counts: of a form what stands behind the label, else the total, else the first. */
import { ALL_TOLD } from '../lexicon/moving.ts'
import { anyOf } from '../lexicon/words.ts'
import { NUM, numberOf } from '../numbers.ts'

const TOTAL = anyOf([...ALL_TOLD, '拢共', '合', '实到', '实在', '实有', '点齐'])
const TOTAL_AHEAD = new RegExp(`(?:${TOTAL})(?:有|是|了|到)?[^，。；\\d、]{0,4}$`)
const ONE = '人|名|个|位|户|辆|台'

/** Words that are counted, and which numbers of them are meant. */
export interface Counted {
  /** What stands behind the number: 人, 户, 台车. */
  behind: string
  /** What stands before it: 人数. */
  before: string
  /** Before such words a number is of something else. */
  not: RegExp
}

const compiled = new WeakMap<Counted, Record<'label' | 'form' | 'bare', RegExp>>()
function formsOf(counted: Counted) {
  const { behind, before } = counted
  const forms = compiled.get(counted) ?? {
    label: new RegExp(`(?:${before})(?:[(（][^)）]{1,4}[)）])?[:：]\\s?(?:约|共)?(${NUM})`),
    form: new RegExp(`(?<![\\d.+:：第Kk-])(${NUM})[来多几余]?\\s?(?:${behind})`, 'g'),
    // 共63人 counts no households: behind a total alone stands nothing, or what is counted
    bare: new RegExp(
      `(?:(?:${before})(?:是|为|有|到)?\\s?(${NUM})(?!\\s?(?:[点时:：.月日号年.]|[\\u4e00-\\u9fa5](?<!${ONE})))|(?:${TOTAL})(?:是|为|有|到)?\\s?(${NUM})(?:(?=\\s?(?:${behind}))|(?!\\s?[点时:：.月日号年\\d\\u4e00-\\u9fa5])))`,
    ),
  }
  compiled.set(counted, forms)
  return forms
}

/** A number of these; undefined where none is said. 十几 is its lower bound. */
export function countedIn(text: string, counted: Counted): number | undefined {
  const { label, form, bare } = formsOf(counted)
  const labelled = numberOf(label.exec(text)?.[1] ?? '')
  if (labelled !== undefined) return labelled
  let first: number | undefined
  for (const m of text.matchAll(form)) {
    const n = numberOf(m[1]!)
    if (n === undefined || n % 1) continue
    const ahead = text.slice(Math.max(0, m.index - 12), m.index)
    const said = ahead.split(/[，,。；;：:\n、（(\s]/).at(-1)!
    if (counted.not.test(said)) continue
    if (TOTAL_AHEAD.test(ahead)) return n
    first ??= n
  }
  const alone = bare.exec(text)
  return first ?? numberOf(alone?.[1] ?? alone?.[2] ?? '')
}
