/** 活动: what was held or done, what about, where, for how many, what came of it. */
import { pairsIn } from '../clauses.ts'
import { ACTIVITIES, BEFORE_TITLE, HELD, OUTCOMES, TITLES } from '../lexicon/activities.ts'
import { anyOf, withoutLead } from '../lexicon/words.ts'
import type { Fields } from '../reading.ts'
import { timesIn } from '../times.ts'
import { type Context, PHOTO } from './context.ts'
import { correctionIn, withoutMistaken } from './corrected.ts'
import { countedIn } from './heads.ts'
import { kindsBy } from './kind.ts'

const kindIn = kindsBy(ACTIVITIES)

export function activityFields(c: Context): Fields {
  const text = withoutMistaken(c.text)
  const pairs = pairsIn(text)
  const of = (words: RegExp) => pairs.find((p) => words.test(p.label) && p.value)?.value
  const place = of(/地点|场地/)
  return {
    village: c.where.village,
    place: place ?? placeIn(c, text),
    kind: kindIn(of(/类别|类型/) ?? text)?.replace('?', ''),
    title: of(/主题|内容|名称|题目/) ?? titleIn(text),
    people: countedIn(text, PEOPLE),
    result: of(/效果|小结|结果|结论|成效/) ?? RESULT.exec(text)?.[1],
    ...dayOf(c, of(/时间|日期/)),
    ...(PHOTO.test(c.whole) ? { photo: true } : {}),
    ...correctionIn(c.whole),
  }
}

const PEOPLE = {
  behind:
    '(?:号|个)?(?:人(?!家)|名(?!单)|位(?!专家)|师生|(?:学生|群众|老人|家长|娃|孩子|职工|队员|干部|村民|教师)|口)|个(?=$|[，,。；\\s])',
  before: '人数|实到|到场|参加|参演|参训|人',
  not: /应到|专家|单位|比|死|伤|教官|观摩|补考|合格|拿证|志愿者不足/,
}

const QUOTED = /[《“"‘「]([^》”"’」]{2,24})[》”"’」]/
const TITLE = new RegExp(`([\\u4e00-\\u9fa5]{2,14}?(?:${anyOf(TITLES)}))`)
function titleIn(text: string): string | undefined {
  const quoted = QUOTED.exec(text)?.[1]
  if (quoted) return quoted
  const named = withoutLead(TITLE.exec(text)?.[1] ?? '', BEFORE_TITLE)
  return named && named.length > 3 ? named : undefined
}

const RESULT = new RegExp(`(?:${anyOf(OUTCOMES)})(?:是|有|:|：)?([^。；\\n]{2,60})`)

const HELD_AT = new RegExp(`(?:[在到]|地点[:：]?)([^，。；、\\s]{2,12}?)(?=${anyOf(HELD)}|[，。；\\s]|$)`)
const placeIn = ({ where: { village, place } }: Context, text: string): string | undefined =>
  HELD_AT.exec(text)?.[1] ?? (village && place ? place : undefined)

const YESTERDAY = /昨天|昨日|昨儿|昨晚/
const TODAY = /今天|今日|今早|今晚|今儿|上午|下午|晚上|本日|刚才/
function dayOf({ text, sentAt }: Context, labelled: string | undefined): Fields {
  const found = timesIn(labelled ?? text, sentAt).filter((t) => t.value.slice(0, 10) <= sentAt.slice(0, 10))
  const clock = found.find((t) => t.hasClock)
  if (clock) return { time: clock.value }
  if (found[0]) return { date: found[0].value }
  if (YESTERDAY.test(text)) return { date: dayBefore(sentAt) }
  return TODAY.test(text) ? { date: sentAt.slice(0, 10) } : {}
}
const dayBefore = (sentAt: string) =>
  new Date(Date.parse(`${sentAt.slice(0, 10)}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
