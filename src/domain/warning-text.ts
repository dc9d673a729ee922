/**
 * Reads a warning's text for what the law says it must state; never changes the text (突发事件应对法 art 64).
 * Whatever is not found is listed as missing and shown to the officer; nothing is guessed.
 */
import { at, dayOf } from './deadline.ts'
import type { Colour, WarningAction } from './warning.ts'

export interface WarningText {
  action: WarningAction
  event: string | null
  colour: Colour | null
  issuer: string | null
  issuedAt: Date | null
  missing: string[]
}

/** Kinds a signal may be of; an unknown kind with a colour is accepted all the same (provinces add their own). */
const EVENTS = [
  '强对流',
  '雷雨大风',
  '短时强降水',
  '地质灾害气象风险',
  '山洪灾害气象风险',
  '森林(草原)火险',
  '森林火险',
  '草原火险',
  '低温雨雪冰冻',
  '道路结冰',
  '海上大风',
  '重污染天气',
  '重污染',
  '渍涝风险',
  '台风',
  '暴雨',
  '暴雪',
  '寒潮',
  '大风',
  '沙尘暴',
  '高温',
  '干旱',
  '雷电',
  '冰雹',
  '霜冻',
  '大雾',
  '霾',
  '强降雨',
  '强降温',
  '山洪',
  '地质灾害',
]
const COLOURS: [string, Colour][] = [
  ['红色', 'red'],
  ['橙色', 'orange'],
  ['黄色', 'yellow'],
  ['蓝色', 'blue'],
]
const ACTIONS: [string, WarningAction][] = [
  ['解除', 'lift'],
  ['升级为', 'upgrade'],
  ['降级为', 'downgrade'],
  ['继续发布', 'update'],
  ['更新', 'update'],
  ['变更为', 'update'],
]

/** True where a text is plainly a warning signal: a colour right before 预警 (or 预警信号). */
export const looksLikeWarning = (text: string) => COLOURS.some(([word]) => text.includes(`${word}预警`))

/** Elements the law asks of an alarm, each with the words that show it is there. */
const LEGAL: [string, (t: string, w: WarningText) => boolean][] = [
  ['种类', (_, w) => !!w.event],
  ['级别', (_, w) => !!w.colour],
  ['开始时间', (t) => /未来|预计|今天|今晚|明天|目前|过去|起/.test(t)],
  ['可能影响范围', (t) => /乡镇|地区|部分|全[县市镇乡区]|村|我[县市镇乡区]|影响/.test(t)],
  ['警示事项', (t) => /可能|注意|防范|警惕|谨防/.test(t)],
  ['应采取的措施', (t) => /请|措施|转移|做好|停止|加固|远离|撤离/.test(t)],
  ['发布单位', (_, w) => !!w.issuer],
  ['发布时间', (_, w) => !!w.issuedAt],
]

/** @param sentAt when the text reached us; a date without a year is read as of that day's year. */
export function readWarningText(text: string, sentAt: Date, tz: string): WarningText {
  const head = text.slice(0, 400)
  // "将黄色降级为蓝色": the colour in force is the last one named before 预警信号.
  const inForce = /(?:升级为|降级为|变更为)/.test(head) ? head.slice(head.search(/升级为|降级为|变更为/)) : head
  const colour =
    COLOURS.map(([word, c]) => ({ c, at: inForce.indexOf(`${word}预警`) }))
      .filter((x) => x.at >= 0)
      .sort((a, b) => a.at - b.at)[0]?.c ??
    COLOURS.find(([word]) => head.includes(word))?.[1] ??
    null
  const result: WarningText = {
    action: ACTIONS.find(([word]) => head.includes(word))?.[1] ?? 'issue',
    event: EVENTS.find((e) => head.includes(e)) ?? null,
    colour,
    issuer: issuerOf(head),
    issuedAt: timeOf(head, sentAt, tz),
    missing: [],
  }
  result.missing =
    result.action === 'lift' ? [] : LEGAL.filter(([, there]) => !there(text, result)).map(([name]) => name)
  return result
}

/** 罗源县气象台 / ××县气象局 / ××防汛抗旱指挥部: the nearest body's name before the time or 发布. */
function issuerOf(head: string): string | null {
  const found =
    /[\u4e00-\u9fa5×某]{2,20}?(?:气象台|气象局|气象灾害预警中心|预警信息发布中心|指挥部(?:办公室)?|应急管理局|应急局|水利局|自然资源局|人民政府|林业局)/.exec(
      head,
    )
  return found ? found[0].replace(/^(?:据|由|接|发布预警|转发)+/, '') : null
}

/** 2023年09月05日00时11分 · 11月24日8时 · 6月17日20:05 */
function timeOf(head: string, sentAt: Date, tz: string): Date | null {
  const m = /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日\s{0,2}(\d{1,2})[时:：点](?:(\d{1,2})分?)?/.exec(head)
  if (!m) return null
  const two = (s: string | undefined) => (s ?? '0').padStart(2, '0')
  const t = at(`${m[1] ?? dayOf(sentAt, tz).slice(0, 4)}-${two(m[2])}-${two(m[3])}`, `${two(m[4])}:${two(m[5])}`, tz)
  return Number.isNaN(t.getTime()) ? null : t
}
