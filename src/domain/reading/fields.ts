/** Figures and facts in a text, by what stands next to them. Tables of patterns; each match names its words. */
import { NUM, numberOf } from './numbers.ts'

const N = `(${NUM})`
const num = (source: string) => new RegExp(source.replaceAll('N', N))

type Pattern = [string, RegExp[], number?]

/** Figures: the number is the first group that matched. A fixed value is given where the words alone say it. */
const FIGURES: Pattern[] = [
  [
    'deaths',
    [
      num('死亡N人'),
      num('死亡(?:人口|人数)?[:：]\\s?N(?![头只户间])'),
      num('N人(?:当场|已)?(?:死亡|遇难|身亡)'),
      num('遇难N人'),
    ],
  ],
  [
    'missing',
    [num('(?:失踪|失联)N人'), num('(?:失踪|失联)(?:人口|人数)?[:：]\\s?N(?![头只户间])'), num('N人(?:失踪|失联)')],
  ],
  [
    'injured',
    [
      num('N(?:名|个)?(?:人|工人|群众|村民)?(?:受|被砸|轻|重|砸|摔|烧|擦)伤'),
      num('(?:受|轻|重|擦|砸)伤(?:的)?N(?:人|个)'),
      num('伤(?:了)?N人'),
      num('受伤(?:人口|人数)?[:：]\\s?N(?![头只户间])'),
    ],
  ],
  [
    'trapped',
    [
      num('(?:被困|被埋|困住|埋了)N人'),
      num('(?:被困|被埋)(?:人口|人数)?[:：]\\s?N(?![头只户间])'),
      num('N人(?:还|仍)?(?:卡|困|压|埋)在'),
      num('N(?:名|个)?(?:人|群众|村民|工人)(?:仍|还)?被(?:困|埋|压)'),
    ],
  ],
  ['rescued', [num('(?:救出|捞起)(?:了)?N(?:人|个)'), num('N人(?:已)?(?:被)?救出')]],
  ['threatened_households', [num('(?:威胁|受威胁)N户'), num('N户N?人?受威胁')]],
  ['threatened_people', [num('威胁(?:[0-9一二三四五六七八九十两]{1,4}户)?N人'), num('户N人受威胁')]],
  [
    'evacuated_households',
    [
      num('(?:转移|撤离|撤出|转了|安置|接到)(?:受威胁|危险区)?(?:群众|人员)?(?:了)?N户'),
      num('N户N?(?:人|口)?(?:已)?(?:全部)?(?:转移|撤离|接到)'),
    ],
  ],
  [
    'evacuated_people',
    [
      num(
        '(?:转移|撤离|撤出|转了|安置|接到)(?:受威胁|危险区)?(?:群众|人员)?(?:了)?(?:[0-9一二三四五六七八九十两]{1,4}户)?N(?:人|口)',
      ),
      num('户N(?:人|口)(?:已)?(?:全部)?(?:转移|撤离|接到)'),
    ],
  ],
  ['affected_households', [num('受(?:灾|影响)(?:的)?(?:是|户数)?[:：]?N户'), num('N户受(?:灾|影响)')]],
  ['affected_people', [num('受(?:灾|影响)(?:人口|群众)?[:：]?N人'), num('N人受(?:灾|影响)')]],
  ['houses_flooded_households', [num('(?:进水|被淹)(?:的)?(?:有)?N户'), num('N户(?:房屋|人家)?(?:进水|被淹)')]],
  [
    'houses_collapsed_rooms',
    [num('(?:倒塌|倒房|倒了|垮了)(?:房屋)?N间'), num('N间(?:[\\u4e00-\\u9fa5]{0,4})?(?:倒塌|垮塌|冲毁|压塌|烧毁)')],
  ],
  [
    'houses_damaged_households',
    [num('(?:打烂|损坏|开裂|受损)(?:的)?(?:有)?N户'), num('N户(?:房屋)?(?:受损|开裂|掀瓦)')],
  ],
  [
    'houses_damaged_rooms',
    [num('(?:损坏|受损|开裂|压坏)(?:房屋)?N间'), num('N间(?:[\\u4e00-\\u9fa5]{0,4})?(?:受损|开裂|压坏)')],
  ],
  ['burned_area_mu', [num('过火面积[^0-9一二三四五六七八九十]{0,6}N亩')]],
  ['crop_lost_area_mu', [num('绝收[^0-9一二三四五六七八九十]{0,3}N亩')]],
  [
    'crop_area_mu',
    [
      num('(?:水稻|玉米|烤烟|农田|农作物|庄稼|稻田|田)[^0-9一二三四五六七八九十]{0,6}N亩'),
      num('N多?亩(?:[\\u4e00-\\u9fa5]{0,4})?(?:受淹|被淹|受灾|倒伏)'),
    ],
  ],
  [
    'livestock_lost',
    [num('死(?:猪|牛|羊|鸡|鸭)N(?:头|只)'), num('N(?:头|只)(?:猪|牛|羊|鸡|鸭)[^，。]{0,4}(?:死|冲走)')],
  ],
  ['direct_loss_wan', [num('(?:损失|经济损失)[^0-9一二三四五六七八九十]{0,5}N万')]],
  ['power_out_households', [num('停电(?:影响)?N户'), num('N户停电')]],
]

/** Words that say a figure is nought. */
const NOUGHTS: [RegExp, string[]][] = [
  [
    /(?:无|没有?|未造成|暂无|莫得)(?:人员|人)?(?:员)?伤亡|伤亡(?:情况)?[:：]\s{0,2}无|人员(?:均)?无伤亡/,
    ['deaths', 'injured'],
  ],
  [
    /没(?:有|得)?(?:人|伤到人|人员)?受伤|没伤(?:到|着)?人|人(?:都)?(?:没|莫得)事|no injured|nobody hurt|无人受伤/i,
    ['injured'],
  ],
  [/无(?:人)?死亡|没(?:有)?死人/, ['deaths']],
  [/无(?:人)?(?:失踪|失联)|没有?人失联/, ['missing']],
  [/(?:无|没有?|没得)人(?:员)?(?:车辆|和车辆)?被(?:困|埋)/, ['trapped']],
]

const KINDS: [RegExp, string][] = [
  [/山火|森林火|火线|过火面积|山上.{0,4}(?:冒烟|起火|着火)|坳.{0,4}烟/, '森林火情'],
  [/泥石流/, '泥石流'],
  [/(?:水库|山塘|堤|坝).{0,8}(?:渗|管涌|冒浑水|漫|溃|决口|滑)|管涌|冒浑水/, '水利险情'],
  [/塌陷|地陷/, '地面塌陷'],
  [/滑坡|塌方|他方|垮|崩塌|坍塌|落石|滚石/, '滑坡崩塌'],
  [/进水|被淹|受淹|淹|积水|倒灌|山洪|内涝|洪水|洪涝|涨水|漫过/, '洪涝'],
  [/着火|起火|失火|火灾|烧/, '火灾'],
  [/冰雹|雷击|大风|掀翻|掀瓦|吹倒/, '风雹'],
  [/台风/, '台风'],
  [/翻车|车祸|追尾|撞车|相撞|交通事故/, '交通事故'],
  [/溺水|落水|掉水里|捞起/, '溺水'],
  [/煤气|燃气|液化气|氨气|泄漏/, '燃气危化'],
  [/工地|厂|矿|吊臂|机器|触电|中毒/, '生产安全事故'],
  [/地震|震感/, '地震'],
  [/干旱|没水喝|饮水困难/, '干旱'],
  [/结冰|雪|冻/, '低温雪灾'],
]

const HAZARD_KINDS: [RegExp, string][] = [
  [/飞线|电线|裸露|漏电|电杆|私拉|配电/, '用电'],
  [/液化气|燃气|煤气|煤炉|软管/, '燃气'],
  [/消防|灭火器|通道.{0,4}(?:堵|占)|安全出口/, '消防'],
  [/烟花|危化|油罐/, '危化烟花'],
  [/护栏|路面|井盖|盖板|坑洼|路基|标志/, '道路交通'],
  [/顶棚|广告牌|铁皮|空调外机|掉下来砸/, '高空坠物'],
  [/围挡|基坑|脚手架|塔吊|工地/, '施工'],
  [/危房|土坯房|墙.{0,4}(?:鼓|裂|歪)|老屋/, '房屋'],
  [/水深|洗澡|警示牌|溺水|游泳/, '水域'],
  [/水库|山塘|堤|溢洪|涵/, '水利'],
  [/边坡|后山|裂缝|悬石|挡墙/, '地质'],
  [/烧荒|秸秆|林区|上坟/, '森林防火'],
  [/车间|机器|粉尘|有限空间/, '企业生产'],
]

const STATUS: [string, [RegExp, string][]][] = [
  [
    'road_status',
    [
      [/(?:路|公路|交通|道路).{0,10}(?:恢复|抢通)/, '恢复'],
      [/半幅|单边|单向/, '受限'],
      [/路.{0,6}(?:断|堵|中断|不通)|堵死|堵了.{0,3}路|车子?过不去|占.{0,4}车道|road closed/i, '中断'],
    ],
  ],
  [
    'power_status',
    [
      [/(?:恢复供电|来电)/, '恢复'],
      [/停电|断电/, '中断'],
    ],
  ],
  ['comm_status', [[/(?:手机|信号|通讯|通信).{0,6}(?:全无|没有|中断|断)/, '中断']]],
  ['water_status', [[/(?:自来水|供水).{0,4}(?:停|断)/, '中断']]],
]

type Fields = Record<string, unknown>
type Why = (field: string, from: string, rule: string) => void

const firstMatch = (text: string, table: [RegExp, string][]) => {
  for (const [form, value] of table) {
    const m = form.exec(text)
    if (m) return { value, from: m[0] }
  }
  return undefined
}

/** Facts of a disaster message; figures only where the text states them. */
export function disasterFields(text: string, why: Why): Fields {
  const out: Fields = {}
  const put = (key: string, value: unknown, from: string, rule: string) => {
    out[key] = value
    why(key, from, rule)
  }
  const kind = firstMatch(text, KINDS)
  if (kind) put('kind', kind.value, kind.from, 'kind')
  figures(text, put)
  for (const [key, table] of STATUS) {
    const found = firstMatch(text, table)
    if (found) put(key, found.value, found.from, 'status')
  }
  const stage = /初报|首报|续报|终报|核报/.exec(text)
  if (stage)
    put('stage', { 初报: '初报', 首报: '初报', 续报: '续报', 终报: '终报', 核报: '终报' }[stage[0]], stage[0], 'stage')
  if (/可能有人被困|里面还?有没有人|喊不应|人可能.{0,4}埋/.test(text))
    put('trapped_suspected', true, '可能有人', 'uncertain')
  const help = /请求.{0,8}(?:支援|救援|派)|快来人|急需|求助|请.{0,4}派/.exec(text)
  if (/不需要.{0,6}支援/.test(text)) put('need_help', false, '不需要支援', 'help')
  else if (help) put('need_help', true, help[0], 'help')
  if (/误报|不是山火|虚惊/.test(text)) put('false_alarm', true, '误报', 'false alarm')
  if (/说错了|更正|纠正|不是.{1,8}是/.test(text)) put('correction', true, '更正', 'correction')
  if (/扑灭|灭掉了|明火已灭/.test(text)) put('fire_out', true, '扑灭', 'fire')
  return out
}

/** Every figure of the table; of 是3户不是5户 or 不是5户是3户 only what is said to be so. */
export function figures(text: string, put: (key: string, value: unknown, from: string, rule: string) => void): void {
  const said = text.replace(new RegExp(`不是${NUM}(?:户|人|间|亩|个|口)`, 'g'), '')
  for (const [words, keys] of NOUGHTS) {
    const m = words.exec(said)
    if (m) for (const key of keys) put(key, 0, m[0], 'nought')
  }
  for (const [key, forms] of FIGURES) {
    for (const form of forms) {
      const m = form.exec(said)
      const value = m && numberOf(m.slice(1).filter(Boolean).at(-1)!)
      if (m && value !== undefined && value !== null) {
        put(key, value, m[0], 'figure')
        break
      }
    }
  }
}

export function hazardFields(text: string, why: Why): Fields {
  const out: Fields = {}
  const kind = firstMatch(text, HAZARD_KINDS)
  if (kind) {
    out.kind = kind.value
    why('kind', kind.from, 'kind')
  }
  const severity = /(重大|一般)(?:事故)?隐患/.exec(text)
  if (severity) out.severity = severity[1]
  if (/\[图片\]|见图|照片|附图/.test(text)) out.photo = true
  const unit = /责任(?:单位|人)[:：]\s?([\u4e00-\u9fa5A-Za-z0-9]{2,20})/.exec(text)
  if (unit) out.unit = unit[1]
  return out
}

/** The clauses that say what is wrong, in the sender's words. */
export function descriptionOf(text: string, where: string | undefined): string {
  let rest = text.replace(/^[\s@安安，,：:]*(?:隐患(?:上报|报告)?|上报隐患|报告)?[：:\s]*/, '').replace(/\[图片\]/g, '')
  if (where) for (const part of [where]) rest = rest.replace(part, '')
  return (
    rest
      .replace(/^[，,。、\s]+/, '')
      .split(/请|建议|麻烦|责任单位/)[0]!
      .replace(/[，,。；;\s]+$/, '')
      .slice(0, 120) || text.slice(0, 120)
  )
}
