/** Where: the places a clause names. Only what is written; which villages those are is for the roster to say. */
import { numberOf } from '../reading/numbers.ts'

export interface WrittenArea {
  /** As written: 平山街道、宝口镇. */
  text: string
  /** The places named one by one; empty where the text says 全县 or 其余镇街. */
  places: string[]
  /** 其余, 其他: everything the other signals of the text do not name. */
  rest: boolean
  /** 除石岭村外, 不含石岭村: places taken out of it again. */
  except?: string[]
}

/** Units of places; what may not follow makes another word of them (乡镇, 村民, 区域). */
const UNIT =
  '街道|新区|开发区|管理区|风景区|林场|农场|水库|社区|流域|河段|江段|自治州|自治县|地区|镇(?![街乡政])|乡(?![镇村亲])|村(?![民委干级口])|县(?![级城])|区(?![域间划])|市(?![民区政级场])|旗|州'
/** A character of a name: any but 等, which ends a list. */
const LETTER = '[\\u4e00-\\u7b48\\u7b4a-\\u9fa5]'
const COUNT = '(?:\\d{1,3}|[一二三四五六七八九十]{1,3})'
const GRID = `第?${COUNT}号?网格(?![员长化])`
/** With its grid, if one is named: 石岭村第三网格, 石岭村老街网格. */
const NAME = `(?:${LETTER}{1,8}?(?:${UNIT})){1,3}(?:${GRID}|${LETTER}{1,6}?网格(?![员长化]))?`
const TAIL =
  '(?:等(?:\\d{1,3}个|[一二三四五六七八九十]{1,3}个)?(?:大部分?)?(?:[东西南北中]{1,2}部)?(?:乡镇街道|乡镇|镇街|镇乡|街道|地区|县市区|山区|镇|乡|村|地)?)?(?:的?(?:大部分?|局部|部分|[东西南北中]{1,2}部|山区|一带|境内|全境)(?:地区|乡镇|镇街|区域|山区)?)?'
/** Places with their units: 青溪镇、白石乡和官桥镇等乡镇, 沙洲村至柳湾村. */
const PLACES = new RegExp(`${NAME}(?:(?:、|和|及|与|以及|至|到)(?:${GRID}|${NAME})){0,40}${TAIL}`, 'g')
/** The end of a list of which some places are written short: 江夏、黄陂、新洲局部. */
const LAST_SHORT = new RegExp(
  `^(?:${NAME}|${LETTER}{2,6}?(?=等|大部|局部|部分|一带|有|将|为|出现|可能|发生|仍))${TAIL}`,
)
const WHOLE =
  /(?:我|全|本)(?:[县市区镇省乡州旗]|辖区)(?:境内|范围内?)?(?:[东西南北中]{1,2}部)?(?:大部分?|局部|部分|各|所有|全部)?(?:山区|地区|县市区|县区|乡镇街道|乡镇|镇街|镇乡|街道|区域|陆地|海域)?/
const REST =
  /(?:其余|其他|其它)(?:各|的)?(?:个)?(?:行政)?(?:乡镇街道|乡镇|镇街|镇乡|街道|地区|区域|地方|镇|乡|村|社区|网格)?/
/** 除石岭村外, 不含石岭村, 石岭村除外: what is taken out of the area beside it. */
const EXCEPT =
  /除了?([^除，。；]{2,60}?)(?:以外|之外|外)的?|(?<![^（(，。；])[（(]?([^（）()除，。；]{2,60})除外[)）]?|[（(]?(?:不含|不包括|不包含)([^不（）()，。；]{2,60})[)）]?/g
/** 青溪镇各村 is 青溪镇. */
const EACH_OF_IT = /(?<=[镇乡道县区市村])的?(?:各|所有|全部)(?:个)?(?:行政)?(?:村|社区|网格).{0,4}$/
/** 第一、第三网格: the word 网格 is said once for all of them. */
const SHARED_GRID = new RegExp(`第${COUNT}(?=(?:[、和及]第?${COUNT}){1,8}号?网格)`, 'g')
/** 第一至第三网格: all from one to the other. */
const GRIDS_TO = new RegExp(`第?(${COUNT})号?(?:网格)?(?:至|到|-|~)第?(${COUNT})号?网格`, 'g')
/** 大枫村片区, 云峰村沿线、: the village, said with what lies by it. */
const BY_IT = /(?<=村|社区)(?:片区|(?:沿线|沿岸|一带|周边|附近|境内|辖区)(?=[、和及与]))/g
const MAX_GRIDS = 30
const gridsTo = (said: string, a: string, b: string): string => {
  const [from, to] = [numberOf(a) ?? 0, numberOf(b) ?? 0]
  if (from < 1 || to <= from || to - from >= MAX_GRIDS) return said
  return Array.from({ length: to - from + 1 }, (_, i) => `第${from + i}网格`).join('、')
}
/** 石岭、下坪、云峰三村: the figure counts the list and is no part of the last name. */
const COUNTED = new RegExp(`^(.{2,10}?)(${COUNT}|两)个?(?:行政)?(?:乡镇|镇街|镇|乡|村|社区)$`)
const uncounted = (subareas: string[]): string[] => {
  const m = COUNTED.exec(subareas.at(-1)!)
  return m && (m[2] === '两' ? 2 : numberOf(m[2]!)) === subareas.length ? [...subareas.slice(0, -1), m[1]!] : subareas
}

/** Up to the last of these a name has not begun: 强降雨云团已影响我县平乐镇 → 平乐镇. */
const BEFORE_NAME =
  /^.{0,400}(?:影响|波及|覆盖|涉及|位于|包括|其中|[我全本各][省市县区镇乡州旗]|预计|预报|未来|今后|目前|当前|截至|过去|小时|分钟|今天|明天|后天|今晚|明晚|[今明当]夜|[今明清早]晨|[今明]早|午后|午夜|夜晚|入夜|夜间|夜里|半夜|白天|上午|下午|傍晚|凌晨|以前|之前|以及|发布|住|在|从|对|将|把|给|使|受|起|止|至|到|的|于|是|有|已|仍|请|时|日|内|[一二两三四五六七八九十]天)(?=.)/
/** Words that end like a place and are none. */
const NO_PLACE =
  /其余|其他|其它|^(?:[主老新]|中心)?城区$|^[林灾小片辖市校牧海山库]区$|(?:易发|危险|隐患|风险)区$|^(?:低洼|上述|沿海|其他|其余|部分|局部)地区$|^[农乡山渔]村$|^[大中小]?城市$|^[超集门夜都]市$|^(?:城镇|城乡|乡镇|镇街|镇乡|街道|地区|水库|流域|社区)$|[分接报][省市区镇县乡]$|^(?:大部|部分|局部|个别|多数|各|[东西南北中]{1,2}部)|^[我全本各该][省市县区镇乡州旗村]$/
/** What a list of short names must not be: weather, harm, people. */
const NO_LIST = /[雷雨雪雾霾冰洪涝旱震]|大风|滑坡|泥石流|崩塌|灾害|降水|部门|单位|人员|学校|工地|停|防|加固|关闭/
/** 6小时, 3天, 50毫米: a number with its unit is no part of a name, nor is what stands in brackets. */
const AMOUNT = /\d(?:个|小时|分钟|天|日|时|分|月|年|毫米|℃|级|米){1,2}/g
const BRACKETED = /[（(][^（）()]{0,60}[)）]/g

/** 石岭村第一网格、第三网格: both are of 石岭村. */
const withVillage = (subareas: readonly string[]) => {
  let village = ''
  return subareas.map((part) => {
    if (/^第/.test(part) && part.endsWith('网格')) return village + part
    village = /^.{1,20}?(?:村|社区)(?=.{1,8}网格$)/.exec(part)?.[0] ?? (/(?:村|社区)$/.test(part) ? part : village)
    return part
  })
}

const named = (subareas: readonly string[]): string[] => [
  ...new Set(
    withVillage(subareas.map((p) => p.replace(BEFORE_NAME, '').replace(EACH_OF_IT, ''))).filter(
      (p) => p.length > 1 && !NO_PLACE.test(p),
    ),
  ),
]

const withoutTail = (said: string) => said.replace(new RegExp(`${TAIL}$`), '')

/** Whether it says of itself where it is, and not only the issuer's own area. */
export const namesPart = (area: WrittenArea | null): area is WrittenArea =>
  !!area && (area.places.length > 0 || area.rest || !!area.except)

/** The area a clause names; null where it names none. Reads the first 400 characters. */
export function areaIn(clause: string): WrittenArea | null {
  const said = clause.slice(0, 400)
  const except: string[] = []
  let from = said.length
  let to = 0
  const left = said.replace(EXCEPT, (...m) => {
    const [all, out, bracketed, without, at] = m as unknown as [string, string?, string?, string?, number?]
    const names = exceptedIn(
      (out ?? bracketed ?? without)!,
      !!out && /^(?:各|其|所有|全部)/.test(said.slice(at! + all.length)),
    )
    if (!names.length) return all
    except.push(...names)
    from = Math.min(from, at!)
    to = Math.max(to, at! + all.length)
    return '，'
  })
  const area = placesOf(left)
  if (!except.length) return area
  const at = area ? said.indexOf(area.places[0] ?? area.text) : -1
  const text = said.slice(at < 0 ? from : Math.min(at, from), Math.max(to, at < 0 ? 0 : at + area!.text.length))
  return { text, places: area?.places ?? [], rest: area?.rest ?? false, except }
}

/** @param short whether names may stand without their units: 除石岭、下坪外各村. */
function exceptedIn(text: string, short: boolean): string[] {
  const places = placesOf(text)?.places ?? []
  if (places.length || !short) return places
  const subareas = text.split(/[、和及与]/)
  return subareas.every((p) => /^[\u4e00-\u9fa5]{2,4}$/.test(p)) ? subareas : []
}

function placesOf(clause: string): WrittenArea | null {
  const text = clause
    .replace(BRACKETED, '')
    .replace(
      /(?<=、[\u4e00-\u9fa5]{2,6})([2-9])个(?=(?:行政)?[镇乡村])/g,
      (_, n: string) => '二三四五六七八九'[Number(n) - 2]!,
    )
    .replace(AMOUNT, ' ')
    .replace(BY_IT, '')
    .replace(GRIDS_TO, gridsTo)
    .replace(SHARED_GRID, '$&网格')
  for (const m of text.matchAll(PLACES)) {
    const end = m.index + m[0].length
    const places = named(
      withoutTail(m[0]).split(
        /、|以及|(?<=[\u4e00-\u9fa5]{2}村)(?![和及与至到])(?=[\u4e00-\u9fa5]{2,3}村$)|(?<=[镇乡村县区市道州旗格])[和及与]|(?<=[镇乡村]|社区)[至到](?=.{1,20}(?:[镇乡村]|社区))/,
      ),
    )
    if (!places.length) continue
    // 新建、壶镇、五云等乡镇: only some are written with their unit
    const list = listIn(text)
    if (list && list.places.length > places.length) return list
    return { text: text.slice(text.indexOf(places[0]!, m.index), end), places, rest: false }
  }
  const rest = REST.exec(text)
  if (rest) return { text: rest[0], places: [], rest: true }
  return listIn(text) ?? wholeIn(text)
}

/** Names apart by 、, the last of them ended by its unit or by what follows a list. */
function listIn(text: string): WrittenArea | null {
  const subareas = text.split('、')
  const last = LAST_SHORT.exec(subareas.at(-1)!)?.[0]
  const first = /[\u4e00-\u9fa5]{2,30}$/.exec(subareas[0]!)?.[0]
  const between = subareas.slice(1, -1)
  if (subareas.length < 2 || !last || !first || !between.every((p) => /^[\u4e00-\u9fa5]{2,10}$/.test(p))) return null
  const places = named(uncounted([first, ...between, withoutTail(last)]))
  if (places.length < 2 || NO_LIST.test(places.join())) return null
  return { text: [first.replace(BEFORE_NAME, ''), ...between, last].join('、'), places, rest: false }
}

/** 全县, 我市大部: the issuer's own area, named as a whole. */
export function wholeIn(text: string): WrittenArea | null {
  const whole = WHOLE.exec(text)
  return whole ? { text: whole[0], places: [], rest: false } : null
}
