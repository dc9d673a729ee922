/** How a message falls into segments: lines, sentences, clauses, filled-in forms and pasted tables. */

/** A stretch of text without a pause, and whether it begins a new sentence. */
export interface Clause {
  text: string
  first: boolean
  /** The mark before it; '' at the beginning. */
  after: string
  /** Inside brackets: a remark on what stands before. */
  aside: boolean
}

const PAUSE = /[，,、；;。！!？?\n\t|／~～…]|\/(?!\d)|(?<!\d)\/|[（(【[]|[）)】\]]|\s(?=[^\s\d])|\s(?=\d)(?<![:：]\s)/g
const STOP = /[。！!？?\n；;]/

/** Clauses in order; brackets and pauses fall away. */
export function clausesOf(text: string): Clause[] {
  const out: Clause[] = []
  let from = 0
  let first = true
  let depth = 0
  let after = ''
  const take = (to: number, mark: string) => {
    const part = text.slice(from, to).trim()
    if (part) {
      out.push({ text: part, first, after, aside: depth > 0 })
      first = false
      after = ''
    }
    after ||= mark
    if (STOP.test(mark)) first = true
    if (/[（(]/.test(mark)) depth += 1
    if (/[）)]/.test(mark)) depth = Math.max(0, depth - 1)
  }
  for (const m of text.matchAll(PAUSE)) {
    take(m.index, m[0])
    from = m.index + m[0].length
  }
  take(text.length, '')
  return out
}

/** What a sentence ends with. */
export const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[。！!？?\n])/)
    .map((s) => s.trim())
    .filter(Boolean)

export interface Pair {
  label: string
  value: string
}

/** 1. (二) ③ - before a label. */
const BULLET = String.raw`[-*·•]?\s{0,2}(?:[①-⑳]|\d{1,2}[.、．)）]|[(（][一二三四五六七八九十\d]{1,2}[)）])?`
const LABEL = new RegExp(
  String.raw`(?:^|[\n，,；;。、/|｜\t 　【】—])\s{0,3}${BULLET}\s{0,2}([\u4e00-\u9fa5A-Za-z（）()/]{1,12}?)[ \t]{0,4}[:：=][ \t　]{0,4}`,
  'g',
)

/** The filled-in lines of a form, 标签：值 with any separator; undefined where the text is no form. */
export function pairsIn(text: string): Pair[] {
  if (!/[:：=]/.test(text)) return []
  const marks = [...text.matchAll(LABEL)].filter((m) => !/^\d/.test(m[1]!))
  return marks.map((m, i) => {
    const from = m.index + m[0].length
    const next = marks[i + 1]
    const to = next ? next.index : text.length
    const value = text.slice(from, to).split('\n')[0]!
    return {
      label: m[1]!.replace(/\s/g, ''),
      value: value.replace(/(?<![\s，,；;、/|｜。])[\s，,；;、/|｜。]{1,20}$/, '').trim(),
    }
  })
}

/** A form that nobody has filled in: three labels and more, and hardly a value. */
export function isEmptyForm(text: string): boolean {
  const pairs = pairsIn(text)
  if (pairs.length < 3) return false
  return (
    pairs.filter(
      (p) =>
        p.value &&
        !/^(?:[_＿\-—－/年月日时分\s（）()人户间亩万元例填必选无如xX×]*|.{0,2}[xX×]{2,}.{0,6})$/.test(p.value),
    ).length === 0
  )
}

export interface Table {
  title: string
  header: string[]
  rows: string[][]
}

/** A table pasted as lines of cells between tabs, bars or commas; the line before its header is its title. */
export function tableIn(text: string): Table | undefined {
  const lines = text.split('\n').map((l) => l.trim())
  for (const split of [cells('\t'), cells('|'), cells('｜'), cells(','), cells('，'), spaced]) {
    const rows = lines.map(split)
    const start = rows.findIndex((r, i) => r.length >= 3 && isHeader(r) && rows[i + 1] && sameShape(r, rows, i))
    if (start < 0) continue
    const header = rows[start]!
    const body = rows
      .slice(start + 1)
      .filter(
        (r) =>
          r.length >= header.length - 1 &&
          r.length <= header.length + 1 &&
          r.length > 1 &&
          !/^[-:\s]*$/.test(r.join('')),
      )
      .filter((r) => !/^(?:合计|总计|小计|共计|总和|汇总)/.test(r[0]!) && !/^(?:合计|总计|小计)$/.test(r[1] ?? ''))
    if (body.length) return { title: lines.slice(0, start).filter(Boolean).join(' '), header, rows: body }
  }
  return undefined
}

const cells = (mark: string) => (line: string) =>
  line.includes(mark)
    ? line
        .replace(new RegExp(`^\\${mark}|\\${mark}$`, 'g'), '')
        .split(mark)
        .map((c) => c.trim())
    : []
const spaced = (line: string) => (/\S {1,}\S+ {1,}\S/.test(line) ? line.split(/ +/) : [])
const isHeader = (row: string[]) =>
  row.every((c) => !/^\d/.test(c)) && row.some((c) => /村|社区|地点|名称|单位|位置|户|人|间|亩/.test(c))
const sameShape = (header: string[], rows: string[][], at: number) => {
  const next = rows.slice(at + 1).find((r) => r.length > 1 && !/^[-:\s]*$/.test(r.join('')))
  return !!next && Math.abs(next.length - header.length) <= 1 && next.some((c) => /^[\d零一二三四五六七八九十]/.test(c))
}

const ORDINALS = [
  '[①②③④⑤⑥⑦⑧⑨⑩]',
  String.raw`[（(](?:[一二三四五六七八九十]|\d{1,2})[）)]`,
  String.raw`(?<![\d.])\d{1,2}[、.．)）](?!\d)`,
  '[一二三四五六]是',
  '第[一二三四五六][，,、：:]',
  '其[一二三四五][，,、：:]',
]
const ITEM = new RegExp(String.raw`(?:^|[\s：:；;。，,])(?:${ORDINALS.join('|')})`, 'g')

/** The numbered segments of a list with what stands before the first; fewer than two segments are no list. */
export function itemsIn(text: string): { lead: string; items: string[] } | undefined {
  const marks = [...text.matchAll(ITEM)]
  if (marks.length < 2) return undefined
  const items = marks.map((m, i) => text.slice(m.index + m[0].length, marks[i + 1]?.index ?? text.length).trim())
  return { lead: text.slice(0, marks[0]!.index), items }
}
