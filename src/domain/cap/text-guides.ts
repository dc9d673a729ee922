/** The list of what to do that goes with a signal (防御指南), split from the text it stands in. */

const HEADING =
  /(?:防御|防范|防灾|应对|避险|防护|自救)(?:指南|措施|建议|提示|要点|须知|指引)(?:如下)?[】）)]?(?=[:：\n]|\s{0,3}(?:1|一|①|\(1|（1))|(?:温馨|安全|特别)提示(?=[:：\n])/
const NUMBER =
  /(?:^|[\n。；;：:，,！!\s】)）])[(（]?(\d{1,2}|[一二三四五六七八九十]{1,2})[)）]?(?:[.．、](?!\d)|(?<=[)）]))|([①-⑳])/g
const CHINESE = '零一二三四五六七八九十'
/** Where a list is over: who says so, or a rule to itself. */
const AFTER =
  /\n\s{0,5}(?=(?:\S{2,20}(?:气象台|气象局|应急管理局|指挥部|办公室|中心)|\d{4}年|——|发布单位|来源)\S{0,30}\s{0,5}(?:\n|$))|\n-{3,}|[（(]预警信息来源/

function numberAt(m: RegExpMatchArray): number {
  if (m[2]) return m[2].charCodeAt(0) - '①'.charCodeAt(0) + 1
  const written = m[1]!
  if (/\d/.test(written)) return Number(written)
  return written.length === 1 ? CHINESE.indexOf(written) : 10 + CHINESE.indexOf(written[1]!)
}

export interface Guides {
  /** Where the heading or the list begins; the length of the text where there is none. */
  at: number
  items: string[]
}

/** Items without their numbers. Without a heading, only a list that counts 1, 2, … is taken. */
export function guidesIn(text: string): Guides {
  const heading = HEADING.exec(text)
  const from = heading ? heading.index + heading[0].length : 0
  const end = from + (AFTER.exec(text.slice(from))?.index ?? text.length - from)
  const marks = counted(text.slice(from, end))
  // ①石岭村：暴雨红色预警；②…: a list of signals
  const signals = !heading && /[红橙黄蓝]色预警/.test(text.slice(from + (marks[0]?.at ?? 0), end))
  if (!heading && (marks.length < 2 || signals)) return { at: text.length, items: [] }
  const own = text.slice(from, end)
  const items = marks.length
    ? marks.map((m, i) => own.slice(m.end, marks[i + 1]?.at ?? own.length))
    : own.replace(/^[】）):：\s]{1,5}/, '').split(/[；;\n]/)
  return {
    at: heading ? heading.index : from + marks[0]!.at,
    items: items
      .map((item) =>
        item
          .trim()
          .replace(/[；;]{1,3}$/, '')
          .trim(),
      )
      .filter(Boolean),
  }
}

/** Numbers that count up from one. */
function counted(text: string): { at: number; end: number }[] {
  const marks: { at: number; end: number }[] = []
  for (const m of text.matchAll(NUMBER))
    if (numberAt(m) === marks.length + 1) marks.push({ at: m.index, end: m.index + m[0].length })
  return marks
}
