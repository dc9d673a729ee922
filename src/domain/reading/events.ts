/** Several events in one message: rows of a table, items of a list, sentences about different places. */
import { itemsIn, sentencesOf, tableIn } from './clauses.ts'
import { figuresIn } from './figures.ts'
import { tellsOfHarm } from './learned/intent.ts'
import { type CompiledGazetteer, villageIn, whereIn } from './places.ts'
import type { Intent } from './reading.ts'

/** One event's own words, and those that are said for all. */
export interface Part {
  text: string
  shared: string
}

const OF_ALL =
  /(?:两|三|四|五|几|各|以上|上述|[2-9])(?:处|个村|起|家|地|村|点|户|条)[^，。]{0,6}(?:都|均|全)|(?:均|都)(?:无|没|未)|以上(?:均|都)/
const FINE = /没(?:得|有|啥)?问题|正常|合格|完好|无异常|未发现/
const BROKEN =
  /裂|破|断|松|脱|翘|老化|裸|飞线|拉|接|堵|占|没|无|缺|少|悬|鼓|倾|歪|斜|渗|漏|过期|失效|不够|掉|锈|枯|坑|沉|淤|堆|违|乱|锁|敞|坏|损|倒|塌|隐患|不足|危/

/** Whether a part speaks of an event of the message's intent. */
const SPEAKS: Partial<Record<Intent, (text: string) => boolean>> = {
  disaster_report: (t) => tellsOfHarm(t) || figuresIn(t).length > 0,
  hazard_report: (t) => BROKEN.test(t) && !FINE.test(t),
  evacuation: (t) =>
    figuresIn(t).some((f) => /^(?:evacuated|returned)/.test(f.field)) ||
    (/\d|[一二两三四五六七八九十]/.test(t) &&
      /[户人]/.test(t) &&
      /安置|转|撤|投|接|住|→|小学|中学|村部|村委|礼堂|敬老院|避灾点/.test(t)),
  rectification: (t) => /已|好|完|换|修|清|拆|正在|还没|未/.test(t) && t.length > 4,
  patrol: () => false,
}

/** 一、时间 二、地点 三、死亡: a form, whose items are no events. */
const LABELLED = /^(?:发生)?(?:时间|地点|类型|种类|死亡|伤亡|受灾|倒房|转移|停电|道路|直接)/

/** The segments of a message that are events of their own; undefined where it tells of one. */
export function partsOf(text: string, intent: Intent, places: CompiledGazetteer): Part[] | undefined {
  if (!SPEAKS[intent]) return undefined
  const speaks = weighedOnce(SPEAKS[intent])
  if (intent === 'disaster_report' || intent === 'evacuation' || intent === 'hazard_report') {
    const table = tableIn(text)
    if (table) {
      const rows = table.rows.map((row) => ({ text: rowText(table.header, row), shared: table.title }))
      if (rows.length > 1) return rows
    }
  }
  const list = itemsIn(text)
  if (list && intent === 'disaster_report' && list.items.filter((i) => LABELLED.test(i)).length > 1) return undefined
  if (list) {
    const { items, shared } = apart(list.items)
    const segments = items.filter(speaks)
    const placed = segments.filter((t) => whereIn(t, places).place).length
    if (
      segments.length > 1 &&
      differ(segments, places) &&
      (intent !== 'disaster_report' || placed > Math.max(1, segments.length / 2))
    )
      return segments.map((t) => ({ text: t, shared: `${list.lead}\n${shared}` }))
    return undefined
  }
  for (const split of [/[；;\n]/, /[。！!\n]/, /[。；;！!\n]/]) {
    const { items, shared } = apart(
      text
        .split(split)
        .map((s) => s.trim())
        .filter(Boolean),
    )
    const segments = items.filter(speaks)
    if (segments.length < 2) continue
    const apartness = intent === 'evacuation' ? sheltersDiffer(segments, places) : villagesDiffer(segments, places)
    if (apartness) {
      const others = items.filter((i) => !segments.includes(i)).join('。')
      return segments.map((t) => ({ text: t, shared: `${others}\n${shared}` }))
    }
  }
  return undefined
}

/** A part is weighed once, however often the message is cut. */
function weighedOnce(speaks: (text: string) => boolean): (text: string) => boolean {
  const known = new Map<string, boolean>()
  return (text) => {
    if (!known.has(text)) known.set(text, speaks(text))
    return known.get(text)!
  }
}

/** 受灾户数 12 → 受灾户数:12户, so that a cell reads like a line of a form. */
const rowText = (header: string[], row: string[]) =>
  row
    .map((cell, i) => {
      const label = (header[i] ?? '').replace(/\s/g, '')
      if (/^(?:序号|编号|No\.?)$/i.test(label)) return ''
      if (/^(?:村名|村|村\(社区\)|村（社区）|村组|行政村|地点|社区|单位|村\/社区|位置|所在村|所在地)$/.test(label))
        return cell
      const unit =
        /[（(]([户人间亩头只万元]+)[）)]/.exec(label)?.[1] ??
        (/户数/.test(label) ? '户' : /人口|人数/.test(label) ? '人' : /面积/.test(label) ? '亩' : '')
      const name = label.replace(/[（(][^（()）]{0,20}[）)]/g, '').replace(/(?:户数|人数)$/, '')
      return /^[\d.]+$/.test(cell)
        ? `${name}:${cell}${unit === '万元' ? '万元' : unit}`
        : cell && !/^[-—/无]+$/.test(cell)
          ? `${name}:${cell}`
          : /^无$/.test(cell)
            ? `${name}:0${unit}`
            : ''
    })
    .filter(Boolean)
    .join('\n')

/** Sentences said for all are taken out of the items. */
function apart(items: string[]): { items: string[]; shared: string } {
  const shared: string[] = []
  const own = items.map((item) =>
    sentencesOf(item)
      .filter((s) => {
        if (!OF_ALL.test(s) || (villageSaid(s) && !/^(?:两|三|几|各|以上|均|都)/.test(s))) return true
        shared.push(s)
        return false
      })
      .join(''),
  )
  return { items: own.filter(Boolean), shared: shared.join('\n') }
}
const villageSaid = (s: string) => /村|社区|组/.test(s.replace(/[两三四几各\d]个?村/g, ''))

const differ = (segments: string[], places: CompiledGazetteer) =>
  new Set(segments.map((p) => whereIn(p, places).place ?? p)).size > 1
function villagesDiffer(segments: string[], places: CompiledGazetteer): boolean {
  const villages = segments.map((p) => villageIn(p, places)?.name)
  return villages.every(Boolean) && new Set(villages).size === villages.length
}
function sheltersDiffer(segments: string[], places: CompiledGazetteer): boolean {
  if (segments.some((p) => /共|(?<!汇)总|合计|累计|全部/.test(p))) return false
  if (villagesDiffer(segments, places)) return true
  const later = segments.slice(1)
  return (
    later.every((p) => /安置|投亲|投靠|亲戚|到|在/.test(p) && !/剩|还有|未|没/.test(p)) &&
    segments.every((p) => /[户人]/.test(p))
  )
}
