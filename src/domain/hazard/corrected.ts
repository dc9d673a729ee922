/** 不是3号是5号, 刚才那条地点错了，在老街: what a hazard says is set right; the old stays in the ledger. */
import type { Command } from '../kernel/command.ts'
import type { Heard } from '../kernel/heard.ts'
import type { MessageEvent } from '../kernel/message.ts'
import type { Situation } from '../kernel/situation.ts'
import { CALLED_PLACES, SPOTS } from '../reading/lexicon/fragments.ts'
import { TAKEN_BACK, WRONG_SAID } from '../reading/lexicon/loop.ts'
import { anyOf } from '../reading/lexicon/words.ts'
import type { Fields } from '../reading/reading.ts'
import { amendedBy } from '../record/fields.ts'
import { villageCodeOf } from '../record/filing.ts'
import { mayChange } from '../record/may.ts'
import { RECENT, SUBJECT } from '../record/needs.ts'
import { isOpen, type Rec } from '../record/record.ts'
import type { Change } from './fact.ts'
import { handOver } from './handed.ts'
import { MEANT } from './needs.ts'
import { ownerByRule } from './owner.ts'
import { bareOf, hazardsMeant, pointedIn, theHazardNamed } from './pointing.ts'
import { amendHazard } from './submit.ts'
import { askWhich } from './which.ts'
import { hazardWords } from './words.ts'

const MOST_LETTERS = 80
const NOT_BUT =
  /不是(?:在|叫|说)?(?<was>[^，,。；;\s]{1,12}?)[，,\s]{0,2}(?:而|应该|应)?(?:是|在)(?:在)?(?<now>[^，,。；;吗呢]{1,14})/
const BUT_NOT = /(?:应该)?是(?<now>[^，,。；;\s是]{1,14})[，,\s]{0,2}(?:而)?不是(?<was>[^，,。；;]{1,12})/
/** 3户 and 5人 are figures: they have a way of their own. */
const FIGURE = /^[\d一二两三四五六七八九十百]{1,4}\s?(?:户|人|名|个|家|间|亩|米)?$/
const WRONG = new RegExp(
  `^(?<what>.{0,6}?(?:地点|位置|地方|地址|村|单位|描述|内容|问题)?)(?:是|给|都)?(?:我)?(?:${anyOf(WRONG_SAID)})(?:了|的)?[，,：:。\\s]{0,2}(?:应该|其实|正确的?)?(?:是|在|为)?(?<now>.{1,40})$`,
)
const PLACES = new Set(['place', 'description', 'stake', 'unit'])

/** Who answers for it, until when and how grave it is are changed by other words. */
const OTHER_MATTERS = /责任|负责|期限|等级|重大|一般/
const WHERE = /地点|位置|地方|地址|村/
const CHANGES = /改一下|改成|改为|应该是|应为/
/** 发错了，撤销 takes it back; that is said elsewhere. */
const BACK = new RegExp(anyOf(TAKEN_BACK))
interface Said {
  was?: string
  now: string
  /** What is said now is where it is. */
  where?: true
}

function saidIn(text: string): Said | undefined {
  const but = NOT_BUT.exec(text)?.groups ?? BUT_NOT.exec(text)?.groups
  if (but) {
    const [was, now] = [but.was!, but.now!.replace(/(?:的|哈|啊|呢|了)$/, '')]
    return FIGURE.test(was) ? undefined : { was, now }
  }
  const wrong = OTHER_MATTERS.test(text) ? undefined : WRONG.exec(text)?.groups
  if (!wrong?.now || BACK.test(wrong.now)) return undefined
  const where = WHERE.test(wrong.what ?? '')
  return where || !CHANGES.test(text) ? { now: wrong.now.trim(), ...(where ? { where } : {}) } : undefined
}

/** What is wrong, and whether 那条 says of which. */
function correctionIn({ event, person }: Heard): { said: Said; which: string; that: boolean } | undefined {
  if (event.type !== 'message' || !person || !event.text || event.text.length > MOST_LETTERS) return undefined
  const bare = bareOf(event.text)
  if (/[?？]$|[吗呢]$/.test(bare)) return undefined
  const pointed = pointedIn(bare)
  const said = saidIn(pointed?.rest ?? bare) ?? saidIn(bare)
  return said && { said, which: pointed?.which ?? '', that: !!pointed }
}

export const correctedInWords: Command<Change> = {
  needs: (heard) => (correctionIn(heard) ? [SUBJECT, MEANT] : undefined),
  run: (s) => {
    const meant = correctionIn(s)
    if (!meant) return undefined
    const { said, which, that } = meant
    const named = theHazardNamed(s)
    if (!named && s.need(SUBJECT)) return undefined
    const fits = (h: Rec) =>
      isOpen(h.state) && mayChange(s.person, h) && (said.was === undefined || speaksOf(h, said.was))
    const last = s.need(RECENT)[0]
    const mine = (h: Rec) => fits(h) && h.reporterId === s.person!.id
    const late = last?.kind === 'hazard_report' && fits(last) ? [last] : []
    const found = named
      ? [named].filter(fits)
      : that
        ? hazardsMeant(s, { fits, which, that })
        : late.length || said.was === undefined || last
          ? late
          : hazardsMeant(s, { fits: mine, which: '', that: false })
    const [hazard, ...more] = found
    if (!hazard) return undefined
    return more.length ? askWhich(s, 'hazard.correct', '', found) : setRight(s, hazard)
  },
}

const speaksOf = ({ fields }: Rec, was: string): boolean =>
  [...PLACES].some((key) => wholly(was).test(String(fields[key] ?? '')))

/** 3号 is no part of 13号. */
const wholly = (was: string): RegExp => new RegExp(`(?<!\\d)${was.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?!\\d)`, 'g')

/** Its fields as they are said now; where that is another village, whoever answers there takes it over. */
export function setRight(s: Situation, hazard: Rec): Change[] {
  const said = correctionIn(s)?.said
  if (!said) return []
  const fields = said.was
    ? replaced(hazard, said.was, said.now)
    : said.where || isPlace(s, said.now)
      ? placedAnew(s, hazard, said.now)
      : describedAnew(hazard, said.now)
  const reading = {
    ...s.reading!,
    intent: 'hazard_report' as const,
    drill: hazard.drill,
    doubt: false,
    fields: { ...fields, correction: true },
  }
  const changes = amendHazard({ ...s, reading }, hazard)
  const village = villageCodeOf(s.roster, fields.village)
  if (!village || village === hazard.villageCode) return changes
  const after = { ...amendedBy(hazard, fields, (s.event as MessageEvent).text), villageCode: village }
  const to = s.roster.people.get(ownerByRule(s, { ...after, text: '' }) ?? '')
  return to && to.id !== hazard.ownerId ? [...changes, ...handOver(s, after, to)] : changes
}

const replaced = ({ fields }: Rec, was: string, now: string): Fields =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([key, v]) =>
      PLACES.has(key) && typeof v === 'string' && wholly(was).test(v) ? [[key, v.replace(wholly(was), () => now)]] : [],
    ),
  )

const A_PLACE = new RegExp(`^(?:在|到)|(?:${anyOf(CALLED_PLACES, SPOTS)})$`)
const isPlace = ({ roster }: Situation, now: string): boolean =>
  A_PLACE.test(now) ||
  roster.villages.some((v) => [v.name, ...v.aliases].some((n) => n.length > 1 && now.startsWith(n)))

/** 说错了，是一指宽: what was said of it stays, and how it is now stands with it. */
const describedAnew = ({ fields: { description } }: Rec, now: string): Fields => ({
  description: hazardWords.setRightTo(String(description ?? ''), now),
})

/** 在老街, 菜市场后门: a village, a spot of it, or both. */
function placedAnew({ roster }: Situation, hazard: Rec, now: string): Fields {
  const spot = now.replace(/^(?:在|是|为|到)/, '').replace(/(?:那里|那边|这边|的|哈|啊|才对)$/, '')
  const village = roster.villages.find((v) => [v.name, ...v.aliases].some((n) => n.length > 1 && spot.startsWith(n)))
  const name = village?.name ?? String(hazard.fields.village ?? '')
  const rest = village
    ? spot.replace(
        new RegExp(
          `^(?:${[village.name, ...village.aliases].sort((a, b) => b.length - a.length).join('|')})(?:村|社区)?`,
        ),
        '',
      )
    : spot
  return { ...(village ? { village: village.name } : {}), place: `${name}${rest}` }
}
