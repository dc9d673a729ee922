/** 隐患: what is wrong, where, how grave, who has to mend it and by when. */
import { clausesOf, pairsIn } from '../clauses.ts'
import { figures } from '../figures.ts'
import { ORGANS } from '../lexicon/bodies.ts'
import { ASIDES, ROAD_DEFECTS, TERM_VERBS, TERMS, WRONGS } from '../lexicon/defects.ts'
import { anyOf } from '../lexicon/words.ts'
import { reporterIn } from '../people.ts'
import { type Fields, NOT_UNDERSTOOD } from '../reading.ts'
import { dueDateIn, unreadDueIn } from '../times.ts'
import { type Context, firstOf, PHONE, PHOTO, placed, timeOf } from './context.ts'

const KINDS: [RegExp, string][] = [
  [/(?:类别|类型|种类|隐患类别|隐患类型)[:：]\s?(?:消防|火灾)/, '消防'],
  [/(?:类别|类型|种类)[:：]\s?(?:用电|电气)/, '用电'],
  [/(?:类别|类型|种类)[:：]\s?(?:道路|交通)/, '道路交通'],
  [/(?:类别|类型|种类)[:：]\s?(?:地质|地灾|边坡)/, '地质'],
  [/(?:类别|类型|种类)[:：]\s?(?:水利|水库|防汛)/, '水利'],
  [/(?:类别|类型|种类)[:：]\s?(?:房屋|危房)/, '房屋'],
  [
    /(?:楼道|通道|出口|楼梯)[^，。；]{0,10}(?:堵|占|堆|锁|杂物)|(?:堵|占|堆|锁)[^，。；]{0,6}(?:楼道|消防通道|出口|楼梯)/,
    '消防',
  ],
  [/(?:塘|河|水库|池|渠|湾|潭)[^，。；]{0,8}(?:护栏|栏杆|警示|围栏)|水深|洗澡|溺水|游泳|戏水|玩水|泳/, '水域'],
  [
    /(?:后山|边坡|山体|屋背|坡体|坡上|土坎|山崖|崖|山上|坡)[^，。；]{0,10}(?:裂|松|掉|滑|鼓|滚|渗|悬)|悬石|危岩|挡墙|挡土墙|切坡|滑坡/,
    '地质',
  ],
  [
    /烟花|爆竹|鞭炮[^，。]{0,6}(?:堆|存|卖|仓)|危化|农药[^，。]{0,6}(?:堆|混|放)|柴油|汽油|油罐|油桶|酒精|化学品|硫酸|炸药|雷管/,
    '危化烟花',
  ],
  [
    /飞线|电线|电缆|线路|裸露[^，。]{0,4}线|漏电|电杆|线杆|私拉|乱拉|乱接|配电|插座|插排|插线板|开关|空开|漏保|电箱|电表|变压器|拉线|充电|用电|绝缘/,
    '用电',
  ],
  [/液化气|燃气|煤气|煤炉|炭火|炭盆|软管|沼气|一氧化碳|热水器|烧炭|取暖炉|气瓶|气罐/, '燃气'],
  [
    /广告牌|招牌|顶棚|铁皮|外墙(?:皮|砖|瓷)|瓷砖|空调外机|花盆|掉下来砸|高空|坠物|雨棚|灯箱|玻璃幕|屋檐[^，。]{0,4}(?:掉|松)|(?:枯|断|危)(?:树)?枝[^，。]{0,4}(?:悬|挂|掉|伸|砸)|横幅架/,
    '高空坠物',
  ],
  [/围挡|基坑|脚手架|塔吊|安全帽|安全网|临边|洞口|模板支|施工电梯|吊篮|工地/, '施工'],
  [
    /消防|灭火器|安全出口|疏散|逃生|防火门|喷淋|烟感|(?:通道|楼道|楼梯)[^，。]{0,8}(?:堵|占|堆|锁|杂物)|防盗窗|三合一|泡沫板|柴草/,
    '消防',
  ],
  [
    /烧荒|秸秆|林区|上坟|坟|祭|枯枝|枯草|茅草|野外用火|烧(?:田埂|垃圾|草|纸|炭)|松针|防火带|隔离带|林边|火种/,
    '森林防火',
  ],
  [new RegExp(`${anyOf(ROAD_DEFECTS)}|[路桥][^，。]{0,4}(?:大坑|坑|裂)`), '道路交通'],
  [
    /水深|洗澡|警示牌|溺水|游泳|戏水|玩水|下河|救生圈|鱼塘|水塘边|钓鱼|救生|泳|蓄水池|粪池|水井[^，。]{0,4}(?:没|敞)/,
    '水域',
  ],
  [/水库|山塘|堤|溢洪|泄洪|泻洪|涵管|涵洞|坝|闸|河道|排水|沟渠|水渠|淤|白蚁|渠道/, '水利'],
  [
    /危房|土坯房|老屋|房屋|屋(?:顶|梁|架)|(?:房|墙|屋)[^，。]{0,8}(?:鼓|裂|歪|斜|倒|塌|漏)|自建房|承重墙|加层|梁(?:断|裂|朽)/,
    '房屋',
  ],
  [/边坡|后山|裂缝|悬石|危岩|挡墙|挡土墙|滑坡|山体|山上|切坡|屋背|坡|土坎|掉土|石头|地灾/, '地质'],
  [/车间|机器|机械|粉尘|有限空间|锅炉|叉车|特种|动火|电焊|厂|作坊|矿|传送带|防护罩|冲床|压力容器|冷库/, '企业生产'],
]

/** What the defect itself is: 边坡掉土 on a building site is 施工, but 液化气罐 in a shop is 燃气. */
export function hazardFields(c: Context): Fields {
  const { text, whole, sentAt, note } = c
  const out: Fields = { ...placed(c) }
  const description = descriptionOf(c)
  const kind = firstOf(`${description}`, KINDS) ?? firstOf(text, KINDS)
  const labelled = firstOf(whole, KINDS.slice(0, 6))
  if (labelled ?? kind) {
    const { value, from } = (labelled ?? kind)!
    out.kind = /基坑|脚手架|塔吊|围挡/.test(text) && value !== '用电' ? '施工' : value
    note('kind', from, 'kind')
  } else if (/隐患|危险/.test(text)) out.kind = '其他'
  out.description = description
  note('description', description, 'what is wrong')
  Object.assign(out, hazardTime(c))
  const severity = /(重大|一般|较大)(?:事故|安全)?(?:隐患|级)|(?:等级|级别|程度|严重程度)[:：]\s?(重大|一般|较大)/.exec(
    whole,
  )
  const grade = severity?.[1] ?? severity?.[2]
  if (grade === '重大' || grade === '一般') out.severity = grade
  if (PHOTO.test(whole) && !/没(?:有)?(?:拍|照片)|忘(?:了|记)拍/.test(whole)) out.photo = true
  const unit = unitIn(whole)
  if (unit) {
    out.unit = unit
    note('unit', unit, 'unit')
  }
  if (DUE.test(whole)) {
    const due = dueDateIn(dueSpan(whole), sentAt)
    if (due) out.deadline = due
    const unread = unreadDueIn(dueSpan(whole), sentAt)
    if (unread) note('deadline', unread, NOT_UNDERSTOOD)
  }
  figures(text, (k, v, from, rule) => {
    if (!k.startsWith('threatened') && !(k.startsWith('affected') && /影响|涉及/.test(from))) return
    if (k.startsWith('affected')) return
    out[k] = v
    note(k, from, rule)
  })
  if (/更正|说错|打错|搞错|弄错|写错|记错|看错|纠正|应为|报错/.test(whole)) out.correction = true
  out.reporter = /(?:上报人|报告人|反映人|联系人|填报人|我是)/.test(whole) ? reporterIn(whole) : undefined
  out.phone = PHONE.exec(whole)?.[0].replace(/\D/g, '')
  return out
}

/** When it was seen; the rain that came before is not its time. */
function hazardTime(c: Context): Fields {
  const labelled = pairsIn(c.text).find((p) => /^(?:发现|上报|排查|检查)?(?:时间|日期)$/.test(p.label))?.value
  const found = labelled ?? /[^，。；\n]{2,16}(?:发现|巡查|排查|看到|检查|巡到)/.exec(c.text)?.[0]
  return found ? timeOf({ ...c, text: found }) : {}
}

const WEEKDAY = '(?:本|这|下)?(?:周|星期|礼拜)[一二三四五六日天](?:前|之前|以前|内)?'
const DUE = new RegExp(`${anyOf(TERMS)}|前${anyOf(TERM_VERBS)}|${WEEKDAY}|\\d[日号]之?前`)
const dueSpan = (text: string) => {
  const m = /(?:整改)?(?:时限|期限|限期)[:：]?[^\n，。]{0,24}/.exec(text)
  if (m) return m[0].replace(/^(?:整改)?(?:时限|期限|限期)[:：]?/, '').replace(/^(\d+天)$/, '$1内') || m[0]
  const at = text.search(/建议|请|要求|限|务必|希望|麻烦|督促|最好/)
  return at >= 0 ? text.slice(at) : text
}

const BODY = '[\\u4e00-\\u9fa5A-Za-z0-9]'
const ORGAN = anyOf(ORGANS)
const ASK = new RegExp(
  `(?:建议|请|麻烦|要求|希望|通知|让|叫|由|督促|责令|望)(?:让|由|通知|联系|督促|协调)?(?:镇里|镇上的?|尽快|及时|立即|抓紧|赶紧)?(${BODY}{1,14}?(?:${ORGAN}))(?=[^人]{0,14}(?:\\d|本周|下周|月底|尽快|及时|立即|抓紧|赶紧|来|派|处理|修|整改|清|拆|换|装|补|加固|看|落实|更换|负责|解决|在|限|[一二三四五六七八九十]天))`,
)
const SUPERVISED = new RegExp(
  `(?:督促|责令|要求|通知|让|叫)(${BODY}{2,18}?(?:${ORGAN}))(?=整改|处理|修|清|拆|换|装|限期|尽快|立即|抓紧|停工|落实|加固)`,
)

/** 责任单位 as named; else who is asked to mend it, and not who is asked to supervise. */
export function unitIn(text: string): string | undefined {
  const labelled =
    /(?:责任单位|责任人|整改单位|责任主体|责任部门|管理单位|权属单位|业主单位|施工单位)(?:是|为)?[:：\s]\s?([\u4e00-\u9fa5A-Za-z0-9（）()]{2,24})/.exec(
      text,
    )?.[1]
  if (labelled && !/^(?:无|不明|不清楚|待定|未知)/.test(labelled)) return labelled
  const supervised = SUPERVISED.exec(text)?.[1]
  if (supervised) return supervised.replace(/^(?:施工方|业主)(?=[\u4e00-\u9fa5]{3,})/, '')
  const asked = ASK.exec(text)?.[1]
  return asked && !/^(?:站|站里|镇里|镇上|村|领导|你们|应急站|大家|各村|派|来人)$/.test(asked) ? asked : undefined
}

const LEAD =
  /^(?:@?安安)?[\s，,：:！!。]*(?:【?(?:隐患(?:上报|报告|随手拍|线索|反映)?|上报隐患|安全隐患|护林员上报|报告|反映|汇报)[一下个】]*)?[：:，,\s]*/
const ASIDE = new RegExp(`^${anyOf(ASIDES)}`)
const WRONG = new RegExp(anyOf(...WRONGS))

/** The clauses that say what is wrong, in the sender's words. */
function descriptionOf({ text, where }: Context): string {
  const pair = pairsIn(text).find(
    (p) => /描述|内容|问题|隐患情况|存在(?:问题|隐患)|情况|现状|隐患$/.test(p.label) && p.value.length > 2,
  )
  if (pair) return pair.value.slice(0, 120)
  const plain = text.replace(/\[[^\]]{1,4}\]/g, '').replace(LEAD, '')
  const clauses = clausesOf(plain).map((cl) => cl.text)
  const kept: string[] = []
  for (const clause of clauses) {
    const t = withoutPlace(clause, where.place)
    if (!t || ASIDE.test(t) || (!WRONG.test(t) && clause !== clauses[0])) continue
    kept.push(t)
    if (kept.length >= 4 || kept.join('').length > 60) break
  }
  const said = kept.join('，')
  return (said || withoutPlace(clauses[0] ?? plain, where.place) || plain).slice(0, 120)
}

const withoutPlace = (clause: string, place: string | undefined) => {
  if (!place) return clause
  // the village and group are told apart already; the thing itself belongs to what is wrong
  const at = clause.indexOf(place.slice(0, 3))
  const head =
    at >= 0
      ? /^.{1,8}?(?:村委会|居委会|村|社区)(?:第?[\d一二三四五六七八九十]{1,3}(?:村民小组|小组|组|社|栋))?/.exec(
          clause.slice(at),
        )
      : null
  return head && clause.length - at - head[0].length >= 2
    ? clause.slice(at + head[0].length).replace(/^(?:的|有|那个|这里|处|，)/, '')
    : clause
}
