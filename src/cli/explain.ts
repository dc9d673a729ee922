/** Why a text is read as it is: how likely what is, which pieces of it say so, which rule decided, what would be asked. */
import { ROLES } from '#domain/kernel/roster.ts'
import { kinds } from '#domain/kinds.ts'
import { SPOKEN } from '#domain/nouns.ts'
import { speaksFor } from '#domain/reading/learned/intent.ts'
import { type CompiledGazetteer, heardIn, read } from '#domain/reading/read.ts'
import { NOT_UNDERSTOOD, type Reading, type ReadingInput } from '#domain/reading/reading.ts'
import type { Kind } from '#domain/record/kind.ts'
import { MAY_BE } from '#domain/record/words.ts'

const MOST_LIKELY = 3
const MOST_FOR = 8
const MOST_AGAINST = 4
/** A piece that weighs less says nothing. */
const LEAST = 0.02

/** What decided, by the rule's name. */
const RULES: Readonly<Record<string, string>> = {
  learned: '整句的字（学来的权重）',
  heading: '开头的字样',
  named: '自己说是检查还是巡查',
  "a room's own words": '设备自己的说法',
  'people hurt': '有人伤亡，先按险情',
  'a count that goes on': '接着上一条报的数',
  'a count of nothing': '只有一个数',
  'small words': '只是客套话',
  'empty form': '没有填的表',
  'nothing left to read': '没有可读的字',
}
const DRILL: Readonly<Record<string, string>> = { drill: '演练', doubt: '像演练，要问', real: '不是演练' }

const intentWords = (intent: string): string => (intent === 'none' ? '闲谈' : (MAY_BE[intent] ?? intent))
const percent = (p: number): string =>
  p > 0 && p < 0.01 ? '不到1%' : p > 0.99 && p < 1 ? '99%以上' : `${Math.round(p * 100)}%`

/** What every message has says nothing of this one. */
const OF_ALL: ReadonlySet<string> = new Set(['@', '@before nothing'])
/** Signs that are no piece of the text. */
const AROUND: readonly [RegExp, (of: string) => string][] = [
  [/^@chat (.+)$/, (chat) => (chat === 'group' ? '在群里' : '私聊')],
  [/^@role (.+)$/, (role) => `${ROLES[role as keyof typeof ROLES] ?? role}说的`],
  [/^@before (.+)$/, (intent) => `前一条是${intentWords(intent)}`],
  [/^@length (.+)$/, () => '长短'],
  [/^@asks$/, () => '带问号'],
]
function signWords(sign: string): string {
  for (const [form, say] of AROUND) {
    const m = form.exec(sign)
    if (m) return `（${say(m[1] ?? '')}）`
  }
  const plain = sign.replace('\u2402', '^').replace('\u2403', '$').replace('甲', '村名').replace('0', '数')
  return `“${plain}”`
}
const weighed = (signs: readonly (readonly [string, number])[]): string =>
  signs.map(([sign, w]) => `${signWords(sign)}${w > 0 ? '+' : ''}${w.toFixed(2)}`).join(' ') || '没有'

/** The lines to print, no more than a screen of them. */
export function explained(input: ReadingInput, places: CompiledGazetteer): string[] {
  const reading = read(input, places, SPOKEN)
  const { intent, sure, likely, ask, drill, why } = reading
  const ranked = Object.entries(likely).sort(([, a], [, b]) => b - a)
  const rule = why.find((w) => w.what === 'intent')!.rule
  const drilled = why.find((w) => w.what === 'drill')
  const learned = intent in MAY_BE || intent === 'none' ? speaksFor(intent, heardIn(input, places)) : []
  const strong = learned.filter(([sign, w]) => Math.abs(w) >= LEAST && !OF_ALL.has(sign))
  return [
    `意图：${intentWords(intent)}（${intent}），${percent(sure)}${drill ? '，演练' : ''}`,
    `最像：${ranked
      .slice(0, MOST_LIKELY)
      .map(([i, p]) => `${intentWords(i)} ${percent(p)}`)
      .join('，')}`,
    `凭的是：${RULES[rule] ?? rule}`,
    `支持：${weighed(strong.filter(([, w]) => w > 0).slice(0, MOST_FOR))}`,
    `不利：${weighed(strong.filter(([, w]) => w < 0).slice(0, MOST_AGAINST))}`,
    `会问：${ask.length ? `${ask.map(intentWords).join('、')}，由发话人选` : '不用问'}`,
    ...(drilled ? [`演练：${DRILL[drilled.rule] ?? drilled.rule}，“${drilled.from}”`] : []),
    ...fieldLines(reading),
  ]
}

const OF_SEVERAL: Readonly<Record<string, string>> = { village: '村', stake: '桩号', events: '几件事' }
/** Every field with the words that it came from, and what was named and not understood. */
function fieldLines({ intent, fields, why }: Reading): string[] {
  const spec = (kinds as Readonly<Record<string, Pick<Kind, 'fields'>>>)[intent]?.fields ?? {}
  const named = (key: string) => [spec[key]?.label ?? OF_SEVERAL[key], key].filter(Boolean).join(' ')
  const read1 = Object.entries(fields).map(([key, value]) => {
    const from = why.findLast((w) => w.what === key)
    return `  ${named(key)} = ${JSON.stringify(value)}${from ? ` ← “${from.from}”（${from.rule}）` : ''}`
  })
  const unread = why.filter((w) => w.rule === NOT_UNDERSTOOD).map((w) => `  ${named(w.what)} 没看懂 ← “${w.from}”`)
  return [...read1, ...unread]
}
