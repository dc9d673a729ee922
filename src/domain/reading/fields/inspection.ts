/** 检查: which unit, by whom, what was found, what followed and until when. */
import { clausesOf, itemsIn, pairsIn } from '../clauses.ts'
import {
  CHECKED,
  CHECKED_BY,
  FAULTY,
  FOLLOWED,
  FOUND,
  INSPECTORS,
  NO_FINDINGS,
  NO_UNITS,
  UNITS_CHECKED,
} from '../lexicon/inspecting.ts'
import { anyOf } from '../lexicon/words.ts'
import { rosterNamesIn } from '../people.ts'
import type { Fields } from '../reading.ts'
import { timesIn } from '../times.ts'
import { type Context, PHOTO } from './context.ts'
import { correctionIn } from './corrected.ts'
import { termIn } from './due.ts'
import { kindsBy } from './kind.ts'

const resultIn = kindsBy(CHECKED)
const actionIn = kindsBy(FOLLOWED)
/** Only what is named, not what is hinted at. */
const sure = (found: string | undefined) => (found?.endsWith('?') ? undefined : found)

export function inspectionFields(c: Context): Fields {
  const { text, sentAt } = c
  const pairs = pairsIn(text)
  const of = (words: RegExp) => pairs.find((p) => words.test(p.label) && p.value)?.value
  return {
    ...placeOf(c, of(/地点|地址/)),
    unit: of(/^(?:被检查?单位|被查单位|检查对象|对象|企业|单位|受检单位)$/) ?? unitIn(text),
    inspectors: inspectorsIn(c, of(/检查人员?|人员|执法人员/)),
    result: sure(resultIn(of(/结论|结果/) ?? text)),
    findings: findingsIn(text, of(/问题|情况|隐患|发现/)),
    action: sure(actionIn(of(/处理|处置|意见/) ?? text)),
    deadline: deadlineIn(text, sentAt),
    ...dayOf(c, of(/时间|日期/)),
    ...(PHOTO.test(c.whole) ? { photo: true } : {}),
    ...correctionIn(c.whole),
  }
}

/** Where it is said; the unit's own name is none. */
const placeOf = ({ where: { village, place } }: Context, labelled: string | undefined): Fields => ({
  village,
  place: labelled ?? (village && place !== village ? place : undefined),
})

const ENDING = anyOf(UNITS_CHECKED)
const LEAD = '(?:查了|查完|检查了?|抽查了?|抽检|复查|夜查|暗访|看了|行咗|查咗|去了|查|对|到|去|来|进了?)'
const OPEN = '(?=[，。；：:、,;\\s（(]|进行|开展|开展了|做了?|检查|抽检|突击|查了|查|看|$)'
const UNIT_FORMS = [
  new RegExp(
    `${LEAD}(?:了|我们|咱|辖区的?|咗)?((?:(?!${LEAD})[\\u4e00-\\u9fa5A-Za-z0-9“”]){1,14}?(?:${ENDING}))${OPEN}`,
  ),
  new RegExp(
    `((?:(?!${LEAD})[\\u4e00-\\u9fa5A-Za-z0-9“”]){2,14}?(?:${ENDING}))(?=[：:，,（(]|[^，。；]{0,4}(?:合格|没问题|复查))`,
  ),
  new RegExp(`${LEAD}(?:了|我们|咱|咗)?((?:(?!${LEAD})[\\u4e00-\\u9fa5A-Za-z0-9“”]){2,10}?)(?=[，：:,]|进行|开展)`),
]
const NO_UNIT = new RegExp(`^(?:${anyOf(NO_UNITS)}|.{0,4}[站所局办队组]$)`)
function unitIn(text: string): string | undefined {
  for (const form of UNIT_FORMS) {
    const found = form.exec(text)?.[1]?.replace(/[“”]/g, '')
    if (found && !NO_UNIT.test(found)) return found
  }
  return undefined
}

const BODY = anyOf(INSPECTORS)
const TITLE = '(?:副?[主科站所局队股]长|主任|科长|书记|师傅|教授|警官|工|科|队|哥|姐)'
const PERSON = `(?:[\\u4e00-\\u9fa5]${TITLE}|[老小阿][\\u4e00-\\u9fa5])`
const WHO = new RegExp(`(?:[市县区镇乡][\\u4e00-\\u9fa5]{0,2}?)?(?:${BODY})(?:的)?(?:${PERSON})?|${PERSON}`, 'g')
const CHECKING = /查|检|验|抽|来|到|去|看|对|进|跑|行咗|睇/
/** Whom a thing is handed on to, who is asked or told, checked nothing. */
const OTHERS = /(?:移送|移交|交|请|报|要求|让|叫|警告了?|通知|送|责令)$/
function inspectorsIn({ text, people }: Context, labelled: string | undefined): string[] {
  if (labelled)
    return labelled
      .replace(/[（(][^)）]{0,20}[)）]/g, '')
      .split(/[、，,和]/)
      .map((s) => s.trim())
  const by = BY.exec(text)
  const head = text.slice(0, 60)
  const found = [...head.matchAll(WHO)]
    .filter((m) => !OTHERS.test(head.slice(0, m.index)) && CHECKING.test(text.slice(m.index, m.index + 60)))
    .map((m) => m[0])
  const known = new Set(people.map(([, name]) => name))
  const named = [
    ...rosterNamesIn(by?.[1] ?? '', people),
    ...rosterNamesIn(head, people).filter((n) => known.has(n.name)),
  ].map((n) => n.name)
  const all = [...found, ...named.filter((n) => !found.some((f) => f.includes(n)))]
  return [...new Set(all)].slice(0, 5)
}
const BY = new RegExp(`(?:${anyOf(CHECKED_BY)})[:：]?([^，。；;\\n]{2,30}?)(?=一起|查|检查|来|到|对|去|[，。；;\\n]|$)`)

const HEAD = new RegExp(`(?:${anyOf(FOUND)})(?:有|了|如下|不少)?(?:—{1,2}|[:：]|(?=[^，。；]{4}))([^。]{3,160})`)
const FAULT = new RegExp(anyOf(FAULTY))
const NO_FINDING = new RegExp(`^(?:${anyOf(NO_FINDINGS)}|无$|.{0,3}合格|.{0,4}前改|.{0,6}内改|.{0,3}家没)`)
/** What was wrong, each by itself: numbered, labelled, or the clauses that tell of something wrong. */
function findingsIn(text: string, labelled: string | undefined): string[] {
  const said =
    itemsIn(text)?.items ??
    (labelled ? numbered(labelled) : (faultsIn(HEAD.exec(text)?.[1] ?? '') ?? faultsIn(text) ?? []))
  return said
    .map((s) =>
      s
        .split(/[。；;\n]|处理|处置/)[0]!
        .replace(/^(?:发现|查出|问题[一二三四个是]{0,3}|有|说|还有)[:：]?/, '')
        .trim(),
    )
    .filter((s) => s.length > 2 && !NO_FINDING.test(s))
    .slice(0, 8)
}
const numbered = (said: string): string[] => said.split(/[，,、；;]|[①-⑳]|\s\d[.、\s]/).filter((s) => FAULT.test(s))
const faultsIn = (text: string): string[] | undefined => {
  const found = clausesOf(text)
    .map((clause) => clause.text)
    .filter((clause) => FAULT.test(clause) && !NO_FINDING.test(clause))
  return found.length ? found : undefined
}

const SETS = '限期?|期限|要求|责令|处理|让|叫|请|下月|本周|给|书|单'
const DUE = new RegExp(`(?:${SETS})[^。；\\n]{0,24}|[^，。；\\n]{1,12}(?:之?前|内)[^，。；\\n]{0,6}`, 'g')
const AGAIN = /复查|回头|再来看|再看/
function deadlineIn(text: string, sentAt: string): string | undefined {
  for (const [span] of text.matchAll(DUE)) {
    if (AGAIN.test(span) && !/改|整/.test(span)) continue
    const due = termIn(span, sentAt)
    if (due) return due
  }
  return undefined
}

const NOT_THEN = /(?:限|责令|于|在|期限|要求)[^，。；]{0,4}$/
function dayOf({ text, sentAt }: Context, labelled: string | undefined): Fields {
  const said = labelled ?? text
  const found = timesIn(said, sentAt).find(
    (t) =>
      t.value.slice(0, 10) <= sentAt.slice(0, 10) &&
      !/^(?:之?前|内)/.test(said.slice(t.index + t.text.length)) &&
      !NOT_THEN.test(said.slice(0, t.index)),
  )
  if (!found) return {}
  return found.hasClock ? { time: found.value } : { date: found.value }
}
