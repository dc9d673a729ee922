/**
 * What a text says: its intent, whether it is a drill, and its fields. Pure, without network or model, and explainable:
 * every field names the words it came from and the rule that took it.
 */
import { descriptionOf, disasterFields, figures, hazardFields } from './fields.ts'
import { intentOf } from './intents.ts'
import { normalise, withoutInjection } from './normalise.ts'
import { type CompiledGazetteer, whereIn } from './places.ts'
import { dueDateIn, timesIn } from './times.ts'

export type Intent =
  | 'check_in'
  | 'check_out'
  | 'handover'
  | 'disaster_report'
  | 'hazard_report'
  | 'patrol'
  | 'rectification'
  | 'extension_request'
  | 'ack'
  | 'evacuation'
  | 'query'
  | 'none'
export type Fields = Record<string, unknown>

export interface ReadingInput {
  text: string
  channel?: string
  chat?: 'group' | 'p2p'
  senderRole?: string
  /** ISO 8601 with offset; relative times are resolved against it. */
  sentAt: string
  earlier?: { text: string; sentAt: string; intent: Intent }[]
}

export interface Reading {
  intent: Intent
  drill: boolean
  fields: Fields
  why: { what: string; from: string; rule: string }[]
}

export { type CompiledGazetteer, compileGazetteer, type Gazetteer } from './places.ts'

/** Longest text that is read; the rest is kept with the record but not searched. */
const MOST = 20_000

export function read(input: ReadingInput, places: CompiledGazetteer): Reading {
  const whole = normalise(input.text.slice(0, MOST))
  const text = withoutInjection(whole)
  const why: Reading['why'] = []
  const note = (what: string, from: string, rule: string) => why.push({ what, from, rule })
  const { intent, rule } = intentOf({ text, role: input.senderRole })
  note('intent', text.slice(0, 40), rule)
  const drill = intent !== 'none' && intent !== 'query' && isDrill(text)
  if (intent === 'none') return { intent, drill: false, fields: {}, why }
  const fields = FIELDS[intent](text, input, places, note)
  return {
    intent,
    drill,
    fields: Object.fromEntries(
      Object.entries(fields).filter(([, v]) => v !== undefined && v !== '' && !(Array.isArray(v) && !v.length)),
    ),
    why,
  }
}

/** The message itself says that it is a drill; talk about a drill, or "not a drill", does not make it one. */
export const isDrill = (text: string) =>
  /演练|演习|推演|拉练|模拟(?:假设|场景)?/.test(text) &&
  !/(?:不是|并非|非)演(?:练|习)|演练(?:完|剩|累|结束后)|昨天演练/.test(text)

type Reader = (
  text: string,
  input: ReadingInput,
  places: CompiledGazetteer,
  note: (what: string, from: string, rule: string) => void,
) => Fields

const where: Reader = (text, _i, places, note) => {
  const found = whereIn(text, places)
  if (found.place) note('place', found.place, 'gazetteer or form')
  return { ...found }
}

const clock = (text: string, input: ReadingInput, note: Parameters<Reader>[3]): Fields => {
  const found = timesIn(text, input.sentAt)[0]
  if (!found || /刚才|刚刚|现在|正在/.test(text.slice(0, 20))) return {}
  note('time', found.text, 'time')
  return { time: found.value }
}

const LINES: [RegExp, string][] = [
  [/政务/, '政务值班'],
  [/安全生产|安监/, '安全生产'],
  [/森防|森林防|防火/, '森林防灭火'],
  [/防汛/, '防汛抗旱'],
]
const linesIn = (text: string) =>
  /四条线|四合一/.test(text) ? LINES.map(([, l]) => l) : LINES.filter(([w]) => w.test(text)).map(([, l]) => l)

/** Names after 到岗：, 签到, 巡查人：…; surnames are not guessed from running text. */
const NAME = '[\\u4e00-\\u9fa5]{2,4}'
const namesAfter = (text: string, words: string) => {
  const m = new RegExp(`(?:${words})[:：\\s]{1,3}(${NAME}(?:[、,，\\s]${NAME}){0,8})`).exec(text)
  return m ? m[1]!.split(/[、,，\s]/).filter((n) => !/值班|带班|领导|正常|签到|到岗/.test(n)) : []
}
const shiftOf = (text: string) =>
  /白班/.test(text) ? '白班' : /夜班|今晚/.test(text) ? '夜班' : /全天|24小时(?:班|值)/.test(text) ? '全天' : undefined

const duty: Reader = (text, input, _p, note) => ({
  lines: linesIn(text),
  persons: namesAfter(text, '到岗|签到|签退|打卡|值班员|在岗'),
  leader: namesAfter(text, '带班领导|带班')[0] ?? /带班(?:领导)?[:：]?([\u4e00-\u9fa5]{2,3})/.exec(text)?.[1],
  shift: shiftOf(text),
  ...clock(text, input, note),
})

const FIELDS: Record<Exclude<Intent, 'none'>, Reader> = {
  check_in: duty,
  check_out: (...a) => ({ ...duty(...a), result: /正常|无事|没啥事|没接到/.test(a[0]) ? '正常' : undefined }),
  handover: (text, input, _p, note) => ({
    from: namesAfter(text, '交班人|交班|上一班'),
    to: namesAfter(text, '接班人|接班'),
    ...arrow(text),
    lines: linesIn(text),
    shift: shiftOf(text),
    ...clock(text, input, note),
    pending:
      /(?:遗留|待办)(?:事项|问题)?[:：]\s?([^\n。；;]{1,80})/.exec(text)?.[1] ??
      (/没遗留|无遗留/.test(text) ? '无' : undefined),
    result: /(?:情况|当班)[:：]?\s?正常|没啥事|一切正常/.test(text) ? '正常' : undefined,
  }),
  disaster_report: (text, input, places, note) => ({
    ...where(text, input, places, note),
    ...clock(text, input, note),
    ...disasterFields(text, note),
    reporter: /(?:报告人|联系人|填报人?|我是)[:：]?\s?([\u4e00-\u9fa5]{2,3})/.exec(text)?.[1],
    phone: /1[3-9]\d{9}/.exec(text)?.[0],
  }),
  hazard_report: (text, input, places, note) => {
    const at = where(text, input, places, note)
    const people: Fields = {}
    figures(text, (k, v, from, rule) => {
      if (k.startsWith('threatened')) {
        people[k] = v
        note(k, from, rule)
      }
    })
    return {
      ...at,
      ...hazardFields(text, note),
      ...people,
      description: descriptionOf(text, at.place as string | undefined),
      deadline: /天内|期限|前(?:完成|修|整改)|本周|下周|月底/.test(text) ? dueDateIn(text, input.sentAt) : undefined,
    }
  },
  patrol: (text, input, places, note) => {
    const at = whereIn(text, places)
    const object =
      /(?:巡查(?:对象)?|巡河打卡|巡堤|巡山|巡护|水库打卡|巡)[:：\s]{0,2}([\u4e00-\u9fa50-9A-Za-z]{2,20})/.exec(
        text,
      )?.[1]
    return {
      village: at.village,
      object,
      ...clock(text, input, note),
      result: /异常(?!情况[:：]?无)/.test(text) && !/(?:未见|无|没有)异常/.test(text) ? '异常' : '正常',
      persons: namesAfter(text, '巡查人员|巡查人|巡护人'),
    }
  },
  rectification: (text, input, places, note) => ({
    ...where(text, input, places, note),
    hazard_ref: refIn(text),
    status: statusOf(text),
    measure: descriptionOf(text, whereIn(text, places).place).slice(0, 60),
    photo: /图片|照片/.test(text) || undefined,
    deadline: /估计|预计|争取/.test(text) ? dueDateIn(text, input.sentAt) : undefined,
  }),
  extension_request: (text, input, places, note) => {
    const days =
      /(?:再给|延期|延长|宽限)[^0-9一二三四五六七八九十]{0,4}(\d{1,3})\s?(?:个工作日|天)|延期(一|两|二|三)周/.exec(text)
    return {
      ...where(text, input, places, note),
      hazard_ref: refIn(text),
      extend_days: days?.[1] ? Number(days[1]) : days?.[2] ? { 一: 7, 两: 14, 二: 14, 三: 21 }[days[2]] : undefined,
      new_deadline: /(?:延|推迟)到/.test(text)
        ? dueDateIn(text.slice(text.search(/延|推迟/)), input.sentAt)
        : undefined,
      reason: /(?:因为?|由于)([^，,。]{2,40})/.exec(text)?.[1],
    }
  },
  ack: (text) => ({
    ack_type: /已落实/.test(text)
      ? '已落实'
      : /已转移|撤干净/.test(text)
        ? '已转移'
        : /到位|到现场/.test(text)
          ? '已到位'
          : /已通知|通知到/.test(text)
            ? '已通知'
            : '收到',
  }),
  evacuation: (text, input, places, note) => {
    const out: Fields = { ...where(text, input, places, note), ...clock(text, input, note) }
    figures(text, (k, v, from, rule) => {
      if (k.startsWith('evacuated')) {
        out[k] = v
        note(k, from, rule)
      }
    })
    const both = /(\d{1,5})户(\d{1,5})[人口]/.exec(text)
    if (both) {
      out.evacuated_households ??= Number(both[1])
      out.evacuated_people ??= Number(both[2])
    }
    out.shelter =
      /(?:到|在|去向[:：])([\u4e00-\u9fa5]{0,8}(?:小学|村部|礼堂|敬老院|避灾点|村委会|学校|祠堂|活动中心))/.exec(
        text,
      )?.[1]
    out.direction = /返回|回家|回迁/.test(text) ? '返回' : '转出'
    if (/更正|说错|漏了/.test(text)) out.correction = true
    return out
  },
  query: (text) => ({
    topic: TOPICS.find(([w]) => w.test(text))?.[1] ?? '其他',
    lines: linesIn(text),
    hazard_ref: refIn(text),
  }),
}

const TOPICS: [RegExp, string][] = [
  [/电话|号码|联系方式/, '通讯录'],
  [/值班|带班/, '值班'],
  [/怎么(?:申请|报|办)|找谁批|流程/, '制度流程'],
  [/隐患.{0,10}(?:进度|整改|完成)|我的隐患/, '隐患进度'],
  [/预警|下雨|天气|台风/, '预警天气'],
  [/水位|雨量/, '水雨情'],
  [/物资|救生衣|沙袋|还有多少/, '物资'],
  [/转移|安置/, '转移安置'],
  [/受灾|灾情|伤亡/, '灾情'],
  [/巡查/, '巡查'],
]

const refIn = (text: string) => /[A-Z]{2,6}-?\d{4}-?\d{2,4}(?:-\d{2,4})?/.exec(text)?.[0]
const statusOf = (text: string) =>
  /还没|未整改|不了|没开始/.test(text)
    ? '未整改'
    : /部分|还剩/.test(text)
      ? '部分完成'
      : /正在|整改中|估计.{0,6}完/.test(text)
        ? '整改中'
        : '完成'
const arrow = (text: string): Fields => {
  const m = new RegExp(`(${NAME})\\s?→\\s?(${NAME})`).exec(text)
  return m ? { from: [m[1]!.slice(-3)], to: [m[2]!] } : {}
}
