/** 值班签到签退与交接班: lines, people, leader, shift, time, what is left to do. */
import { pairsIn } from '../clauses.ts'
import { namesIn, rosterNamesIn } from '../people.ts'
import type { Fields } from '../reading.ts'
import { timesIn } from '../times.ts'
import type { Context } from './context.ts'

const LINES: [RegExp, string][] = [
  [/政务/, '政务值班'],
  [/安全生产|安监|安全线|安全(?=值班|班|岗|组|条线)/, '安全生产'],
  [/森防|森林防|防火|防灭火|护林/, '森林防灭火'],
  [/防汛|抗旱|三防|防指/, '防汛抗旱'],
]
/** The duty lines named, in the station's order; 四条线 is all of them. */
export const linesIn = (text: string): string[] =>
  /四条线|四线|四合一|四个条线|4条线|四项值班|各条线/.test(text)
    ? LINES.map(([, l]) => l)
    : LINES.filter(([w]) => w.test(text)).map(([, l]) => l)

const shiftOf = (text: string): string | undefined =>
  /白班|日班|早班/.test(text)
    ? '白班'
    : /夜班|晚班|今晚|夜间值|值夜|守夜|通宵|通霄|大夜/.test(text)
      ? '夜班'
      : /全天|24小时(?:班|值|在岗)|一整天|整天|二十四小时(?:值|班)/.test(text)
        ? '全天'
        : undefined

/** A clock gives `time`, a named day alone gives `date`. */
function whenOf({ text, sentAt, note }: Context): Fields {
  const found = timesIn(text.replace(/24小时|二十四小时/g, ''), sentAt).filter(
    (t) => !/^(?:前|之前)/.test(text.slice(t.index + t.text.length)),
  )
  const clock = found.find((t) => t.hasClock)
  if (clock) {
    note('time', clock.text, 'time')
    return { time: clock.value }
  }
  const day = found.find((t) => t.value <= sentAt.slice(0, 10))
  if (!day) return {}
  note('date', day.text, 'date')
  return { date: day.value }
}

const LEADER = /(?:带班(?:领导|人)?|值班领导|值班带班)(?:是|为)?[:：\s-]{0,2}([\u4e00-\u9fa5]{2,4})/
const TITLED =
  /带班(?:领导|人)?(?:是|为)?[:：\s-]{0,2}([\u4e00-\u9fa5](?:书记|镇长|副镇长|主任|站长|所长|部长|委员|局长))/
const LEADER_BEFORE = /([\u4e00-\u9fa5]{2,3})(?:副?镇长|书记|主任|委员)?(?:今天|今晚)?带班/

function leaderIn(text: string): string | undefined {
  const after = LEADER.exec(text)?.[1]
  const name = after && namesIn(after)[0]?.name
  if (name) return name
  const titled = TITLED.exec(text)?.[1]
  if (titled) return titled
  const before = LEADER_BEFORE.exec(text)?.[1]
  return before ? namesIn(before)[0]?.name : undefined
}

const QUIET =
  /正常|无异常|没(?:啥|有|得|什么)?(?:事|情况|异常)|平安|没接到|未接到|无(?:特殊|突发)?(?:情况|事项|警情|险情|灾情|火情)|一切(?:都)?好|平稳|无事/

export function checkFields(c: Context): Fields & { persons: string[] } {
  const { text } = c
  const leader = leaderIn(text)
  const { here, absent } = presenceIn(withoutReplaced(text), c.people)
  const persons = here.filter((n) => n !== leader && !absent.includes(n))
  return { lines: linesIn(text), persons, absent, leader, shift: shiftOf(text), ...whenOf(c) }
}

const NOBODY_AWAY = /(?:无|没有?|未有)(?:一?人)?(?:缺席|缺勤|缺岗|请假|未到|不在)/g
const NOT_YET = String.raw`还?没(?:有)?(?:来|到|在|上岗|签到)(?!\s?\d)|还没|还?未(?:到|来|签到|在岗|在位|上岗)`
const ON_LEAVE = '请[病事年产婚丧]?假|[休病事年产]假|生病|住院|外出|出差|调休|培训|有事'
const AWAY = `(?<away>${NOT_YET}|缺(?:席|勤|岗)|不(?:在|来|到|能来|能到)|${ON_LEAVE})(?:的|人员|同志|岗|位|了|有|是|为){0,2}`
const PRESENT = '(?<here>已?到岗|在岗|到位|在位|已到|到了|来了|到齐|在|到)'
const STATUS = new RegExp(`${AWAY}|${PRESENT}|(?<end>[，,\\n])|(?<stop>[。；;！!])`, 'g')

/**
 * Who is said to be there and who is not: 甲、乙在，丙没来; 未到：丙. A status speaks of the names before it in its clause; where
 * none stands there, of those after it. In brackets it speaks of the one name before them.
 */
function presenceIn(text: string, people: Context['people']): { here: string[]; absent: string[] } {
  const plain = text.replace(NOBODY_AWAY, (m) => ' '.repeat(m.length))
  const names = rosterNamesIn(plain, people)
  // no word is looked for inside a name
  const letters = plain.split('')
  for (const n of names) letters.fill('＿', n.at, n.at + n.name.length)
  const bare = letters.join('')
  const here = new Set<string>()
  const absent = new Set<string>()
  let heading = here
  let next = 0
  const waiting = (to: number) => {
    const from = next
    while (next < names.length && names[next]!.at < to) next++
    return names.slice(from, next).map((n) => n.name)
  }
  const put = (some: string[], into: Set<string>) => some.forEach((n) => void into.add(n))
  for (const { 0: word, index, groups } of bare.matchAll(STATUS)) {
    const said = waiting(index)
    if (groups!.end || groups!.stop) {
      put(said, heading)
      if (groups!.stop || word === '\n') heading = here
      continue
    }
    const state = groups!.away ? absent : here
    if (!said.length) heading = state
    else if (/[(（]/.test(bare[index - 1] ?? '')) {
      put(said.slice(0, -1), heading)
      put(said.slice(-1), state)
    } else put(said, state)
  }
  put(waiting(bare.length), heading)
  return { here: [...here], absent: [...absent] }
}

/** 蒋文斌替谭伟值班: the one who is there stays. */
const withoutReplaced = (text: string) =>
  text.replace(/(?:替|代|顶替|顶|帮)([\u4e00-\u9fa5]{2,3}?)(?=值|顶|上|班|到|守|来|的班|，|,|。|$|\s)/g, ' ')

/** 黄玉兰接我的班, 交给黄玉兰了: whoever takes over does not leave. */
const TAKES_OVER = /^(?:同志)?(?:来|会|已|马上)?(?:接(?:我|他|她)?的?班|接替|接手|替我)/
const GIVEN_TO = /(?:交班给|移?交给|由|等)$/

export function checkOutFields(c: Context): Fields {
  const to = rosterNamesIn(c.text, c.people)
    .filter(({ name, at }) => TAKES_OVER.test(c.text.slice(at + name.length)) || GIVEN_TO.test(c.text.slice(0, at)))
    .map(({ name }) => name)
  const said = checkFields(c)
  return {
    ...said,
    persons: said.persons.filter((name) => !to.some((other) => other.startsWith(name))),
    to,
    result: QUIET.test(c.text) ? '正常' : undefined,
  }
}

const FROM = /交班(?!给)|上一班|移交人|上班人员|(?:由|从)$/
const TO = /接班|接替|交给|移交给|转交|给$|→|->|—>|➡|=>|接力|下一班|我是/

export function handoverFields(c: Context): Fields {
  const { text } = c
  const pairs = pairsIn(text)
  const labelled = (words: RegExp) => pairs.find((p) => words.test(p.label) && p.value)?.value
  const leader = leaderIn(text)
  const from = new Set<string>()
  const to = new Set<string>()
  let lastEnd = 0
  let lastSide: Set<string> | undefined
  const nick = [...text.matchAll(/老[\u4e00-\u9fa5](?=夜班|白班|班|值|交|那边|的班|没啥|没事|，|,)/g)].map((m) => ({
    name: m[0],
    at: m.index,
  }))
  for (const { name, at } of [...rosterNamesIn(text, c.people), ...nick].sort((a, b) => a.at - b.at)) {
    if (name === leader) continue
    const before = text.slice(lastEnd, at)
    const behind = text.slice(at + name.length, at + name.length + 6).split('\n')[0]!
    const word = [
      ...before.matchAll(
        /交班给|交班人?|接班人?|上一班|下一班|交给|移交给|转交给?|接替|→|->|—>|➡|=>|我是|移交人|接交人|带班/g,
      ),
    ].at(-1)?.[0]
    const side = /^\s?(?:→|->|—>|➡|=>|交给|移交|转交|交班|夜班|白班|值完|下班|把)/.test(behind)
      ? from
      : /^(?:接班|接|来接|到岗|已接)/.test(behind)
        ? to
        : word
          ? FROM.test(word)
            ? from
            : TO.test(word)
              ? to
              : lastSide
          : (lastSide ?? (/^[\s【]*(?:接班|我接)/.test(text) ? to : /老/.test(name) || /交班/.test(text) ? from : to))
    side?.add(name)
    lastSide = side
    lastEnd = at + name.length
  }
  return {
    from: [...from],
    to: [...to],
    lines: linesIn(text),
    leader,
    shift: shiftOf(text.replace(LEFT_TO_DO, '')),
    ...whenOf({ ...c, text: labelled(/时间|日期/) ?? text.replace(LEFT_TO_DO, '') }),
    pending: pendingIn(text, labelled(/遗留|待办|未完|^事项|移交事项|交办|注意事项|需跟进|跟进事项|需关注/)),
    result: QUIET.test(labelled(/情况|当班|值班情况/) ?? text.replace(/(?:遗留|待办)[^\n。；]{0,120}/g, ''))
      ? '正常'
      : undefined,
  }
}

const LEFT_TO_DO = /(?:待办|遗留|请|明天|\d{1,2}点前)[^\n]{0,120}/g
const NO_PENDING = /^(?:无|没有|暂无|没|无遗留|无待办)[。.！!]?$/

function pendingIn(text: string, labelled: string | undefined): string | undefined {
  if (labelled) return NO_PENDING.test(labelled) ? '无' : labelled
  if (
    /(?:无|没有|没得|没|未)(?:任何|什么|啥)?(?:遗留|待办|未办|未完成|未处理)(?:事项|问题|工作)?|遗留(?:事项|问题)?(?:无|没有)|待办(?:无|没有)/.test(
      text,
    )
  )
    return '无'
  const m =
    /(?:遗留|待办|未完成|未办结|还有)(?:事项|问题|工作)?(?:[:：]|是|有)\s?([^\n。]{2,80})/.exec(text) ??
    /(?:请|麻烦|要|需(?:要)?)(?:接班的?|下一班|[\u4e00-\u9fa5]{2,3})?(?:同志|人员)?(?:继续|跟踪|跟进|关注|盯|注意|记得|催|处理|落实|留意|联系|续报)[^\n。]{0,60}/.exec(
      text,
    ) ??
    /(?:继续|跟踪|跟进|记得|别忘了|注意盯)[^\n。]{2,60}/.exec(text)
  return m ? (m[1] ?? m[0]).replace(/(?:交班人|接班人)[^，。]{0,60}$/, '').trim() : undefined
}
