/** 灾情险情: kind, time, casualties and other figures, roads and lines, what is needed. */
import { aboutIn, aboutOf } from '../about.ts'
import { figures } from '../figures.ts'
import { mistakenIn, placeTakenBack, takesBack } from '../fragment.ts'
import { tellsOfHarm } from '../learned/intent.ts'
import { EVENTS } from '../lexicon/disasters.ts'
import { MAYBE_TRAPPED, SOMEBODY_HURT, SOMEBODY_TRAPPED } from '../lexicon/harm.ts'
import { anyOf } from '../lexicon/words.ts'
import { partlyIn } from '../partly.ts'
import { reporterIn } from '../people.ts'
import type { Fields } from '../reading.ts'
import { timesIn } from '../times.ts'
import { falseAlarmIn } from './alarm.ts'
import { type Context, firstOf, OUTRIGHT, PHONE, placed, timeOf } from './context.ts'
import { withoutWrongFigure } from './corrected.ts'
import { heardThere } from './heard.ts'
import { helpIn } from './help.ts'
import { shelterIn } from './shelter.ts'

const KINDS: [RegExp, string][] = [
  [/(?:灾害|灾情|险情|事件|灾种)?(?:种类|类型|类别|灾种)[:：]\s?(?:山体)?(?:滑坡|崩塌|塌方)/, '滑坡崩塌'],
  [/(?:种类|类型|类别|灾种)[:：]\s?(?:洪涝|暴雨|山洪|内涝)/, '洪涝'],
  [/(?:种类|类型|类别|灾种)[:：]\s?(?:风雹|大风|冰雹|雷)/, '风雹'],
  [/山火|森林火|林火|过火面积/, '森林火情'],
  [
    /(?:房|屋|店|仓库|厂|灶|厨房|车|楼|院子?|柴垛|草垛|棚|摊|车间|宿舍|超市|饭店)[^，。；]{0,6}(?:烧起|烧着|烧了|着火|起火|失火|着了|冒烟)/,
    '火灾',
  ],
  [
    /山火|森林火|林火|火线|过火|(?:山|林|坳|岭|坡|岩|松|茅草)[^，。；]{0,10}(?:冒烟|起烟|起火|着火|失火|烧|火苗|火)|(?:烧|着)[^，。]{0,6}(?:山|林)|上坟[^，。]{0,8}(?:引|着|烧)|扑火/,
    '森林火情',
  ],
  [/泥石流/, '泥石流'],
  [
    /(?:水库|山塘|塘坝|堤|坝|溢洪道|背水坡|涵管)[^，。；]{0,12}(?:渗|管涌|浑|漫|溃|决口|滑|垮|塌|裂|冒水|喷水|涌水|漏|决)|管涌|(?:冒|渗|涌)(?:出)?(?:了)?[^，。]{0,3}浑水|溃口|决口|溃坝|翻砂/,
    '水利险情',
  ],
  [/塌陷|地陷|陷(?:了|下)[^，。]{0,6}(?:坑|洞)|天坑|沉陷/, '地面塌陷'],
  [/台风/, '台风'],
  [
    /冰雹|雹子|雷击|雷电|雷劈|打雷|龙卷风|(?:大风|狂风|风)[^，。；]{0,14}(?:吹|掀|刮|揭|倒|断|翻|大)|掀(?:翻|了|掉|飞)?[^，。]{0,6}(?:瓦|顶|棚)|吹(?:翻|倒|走|断)|刮(?:倒|翻|走|断)/,
    '风雹',
  ],
  [
    /翻车|车祸|追尾|撞车|相撞|侧翻|交通事故|翻了[^，。]{0,4}(?:车|三轮|摩托)|撞(?:上|到|了)[^，。]{0,8}|(?:车|面包车|摩托|货车|轿车|三轮|客车|校车|农用车|拖拉机|电动车)[^，。；]{0,10}(?:翻|撞|掉|冲(?:下|出|进)|坠|刮)/,
    '交通事故',
  ],
  [
    /溺水|落水|掉(?:进|到|下)?[^，。]{0,4}(?:水|河|塘|江|溪|潭|库)|捞(?:起|上)|淹死|沉下去|(?:洗澡|游泳|玩水)[^。]{0,14}(?:没(?:有)?(?:浮)?上来|没了|不见|沉|淹)/,
    '溺水',
  ],
  [
    /煤气(?!罐着|瓶着)|燃气|液化气|天然气|漏氨|氨气|氯气|一氧化碳|泄漏|危化|化学品|硫酸|油罐|罐车[^，。]{0,6}漏|刺鼻/,
    '燃气危化',
  ],
  [
    /(?:工地|厂|矿|车间|吊|塔吊|脚手架|机器|机械|行车|施工|工人|民工|作业|采石场|井下|窑|锅炉|矿上|煤矿)[^，。；]{0,16}(?:伤|死|断|砸|压|埋|倒|塌|坠|掉|中毒|触电|爆|卷|冒顶|透水)|冒顶|透水|触电|坠落|工伤|高坠|卷进/,
    '生产安全事故',
  ],
  [
    /滑坡|塌方|他方|踏方|榻方|垮方|山体|崩塌|坍塌|崩岗|落石|滚石|滚(?:下|落)[^，。]{0,4}(?:石|岩)|(?:山|坡|土|石|岩|坎|崖|挡墙|护坡|墙|边坡|路坎|屋背|屋后|后山)[^，。；]{0,10}(?:垮|塌|滑|崩|滚|掉下|下来|倒)|泥(?:巴|土)[^，。]{0,6}(?:堆|冲|下来)/,
    '滑坡崩塌',
  ],
  [
    /着(?:大|了)?火|起(?:了)?(?:大)?火|失火|火灾|火警|烧(?:起|着|了|毁|光|到|掉|伤)|火很大|火势|浓烟|爆炸|爆燃|冒烟/,
    '火灾',
  ],
  [/地震|震感|震(?:了|得)|房子[^，。]{0,3}晃/, '地震'],
  [
    /进水|被淹|受淹|淹|积水|倒灌|山洪|内涝|洪水|洪涝|涨水|漫(?:过|上|进|到|路|桥|出)|灌(?:进|水)|水[^，。；]{0,8}(?:涨|漫|灌|冲|淹|到腰|齐腰)|冲(?:毁|走|断|垮|歪|斜|空|跑|了|进)|暴雨|大雨|强降雨|发大水|泡(?:了|在|水)/,
    '洪涝',
  ],
  [/干旱|旱情|旱灾|受旱|没水(?:喝|吃)|饮水困难|吃水困难|井[^，。]{0,3}干|干裂|旱死|枯死/, '干旱'],
  [
    /结冰|下雪|积雪|大雪|暴雪|雪[^，。]{0,3}(?:压|厚|大)|冻(?:雨|死|坏|伤|裂|住|害)|霜冻|低温|冰冻|道路湿滑结/,
    '低温雪灾',
  ],
  [/垮|塌|倒塌/, '滑坡崩塌'],
  [/\bfire\b/i, '火灾'],
  [/\bflood/i, '洪涝'],
  [/\blandslide/i, '滑坡崩塌'],
]

const ROAD = '(?:路|道路|公路|交通|通村路|组道|桥|路面|线|道|车道|国道|省道|县道|乡道|双向|断道)'
const STATUS: [string, [RegExp, string][]][] = [
  [
    'road_status',
    [
      [
        /半幅|半边(?:路)?(?:通|能过|可以过)|单边|单向(?:通|放行)|单车道|只能过(?:小车|摩托)|(?<!大车|大小)小车(?:能|可以|勉强)(?:过|通)|勉强(?:能|可以)?(?:过|通)|限行|缓慢通行|慢行|占(?:了)?[^，。]{0,4}(?:半|一半)[^，。]{0,3}(?:路|车道)|时通时断|受限|交替(?:通行|放行)/,
        '受限',
      ],
      [
        new RegExp(
          `${ROAD}[^，。；]{0,14}(?:恢复|(?<!未|没|没能|尚未|未能|待|正在)抢通(?!中)|已通|通了|通车|能通|畅通)|(?<!未|没|未能|尚未|正在|待)(?:抢通(?!中)|恢复(?:了)?(?:通行|通车|交通|道路))|(?<!不能|无法|影响|正常)通行恢复|已(?:经)?(?:抢通|通车|畅通)|大车[、和]?小车(?:全|都|也){0,2}(?:能|可以)(?:过|走|通)|大小车(?:辆)?(?:全|都){0,2}(?:能|可以)(?:过|走|通)`,
        ),
        '恢复',
      ],
      [
        new RegExp(
          `${ROAD}[^，。；]{0,12}(?:断(?!裂)|堵(?:死|住|了|断|塞)|糊(?:到|住|了|满)|中断|不通|阻断|封(?:闭|了|住|路)|过不去|走不(?:通|了)|埋了|冲(?:断|毁|没)|没法(?:走|过)|不能(?:走|过|通))|堵死|堵(?:住|了|断)[^，。]{0,8}路|把[^，。]{0,10}路[^，。]{0,6}(?:堵|埋|断|糊|盖|掩)|(?:车|小车|大车|车辆|车子|人)[^，。；]{0,6}(?:过不去|过不了|过不来|走不了|进不来|出不去|不能过|没法过|通不过)|断道|双向(?:断|中断|封)|路未通|路没通|road\\s?(?:closed|blocked)|交通(?:中断|阻断|瘫痪)|出行受阻|无法通行|不能通行|禁止通行|封路|进出不(?:得|了)|道路受阻|绕行`,
          'i',
        ),
        '中断',
      ],
      [
        /(?:道路|交通|公路|路)[:：]?(?:通行)?(?:正常|畅通|没(?:事|影响|断)|未受影响|不受影响)|不影响(?:通行|交通|过车)|通行正常/,
        '正常',
      ],
    ],
  ],
  [
    'power_status',
    [
      [
        /(?:电|供电|电力)[^，。；]{0,4}(?:已|都|全部)?(?:恢复|来了|通了|修好)|恢复(?:了)?供电|来电了|已(?:经)?(?:来电|送电|通电)|复电/,
        '恢复',
      ],
      [/电[^，。]{0,4}(?:时有时无|忽明忽暗|一阵有一阵没|不稳)|部分停电|电压不稳|间歇(?:性)?停电/, '受限'],
      [
        /停(?:了)?电|断(?:了)?电|没(?:得|有)?电(?!话|线|视|梯|脑|动)|电(?:也|都|已经)?(?:停|断|没)了|供电(?:中断|线路[^，。]{0,4}断)|失电|电停|电力[:：]?中断|供电[:：]\s?中断|跳闸|power\s?(?:out|off|cut)/i,
        '中断',
      ],
      [/(?:供电|电力)[:：]?(?:正常|未受影响|没影响)/, '正常'],
    ],
  ],
  [
    'comm_status',
    [
      [
        /(?:通信|通讯|信号|网络|手机|基站)[^，。；]{0,6}(?:已)?(?:恢复|通了|抢通|有了|修好)|恢复(?:了)?(?:通信|通讯|信号)/,
        '恢复',
      ],
      [/(?:通信|通讯|信号|网络|手机)[^，。；]{0,6}(?:时有时无|断断续续|时断时续|不稳|很弱|弱|一格|只有)/, '受限'],
      [
        /(?:通信|通讯|信号|网络|手机|基站|电话|宽带|光缆)[^，。；]{0,8}(?:全无|没有|没了|中断|断(?:了|掉)?|不通|没得|打不(?:通|出)|瘫痪|退服|无)|没(?:有|得)?(?:手机)?(?:信号|网)|失去联系信号|断网/,
        '中断',
      ],
      [/(?:通信|通讯)[:：]?(?:正常|畅通|未受影响)/, '正常'],
    ],
  ],
  [
    'water_status',
    [
      [/(?:供水|自来水)[^，。；]{0,5}(?:已)?(?:恢复|来了|通了|修好)|恢复(?:了)?供水|来水了/, '恢复'],
      [/(?:自来水|供水|水管|水)[^，。；]{0,5}(?:时有时无|很小|断断续续|限时|分时)|间歇供水/, '受限'],
      [
        /(?:自来水|供水|饮水|水管)[^，。；]{0,6}(?:停(?:了)?|断(?:了)?|中断|没(?:有|得)?|爆|冲断|坏)|停(?:了)?水(?!位)|断(?:了)?水(?!位|源头)|没(?:有|得)?自来水|没水(?:喝|吃|用)|水(?:也|都)(?:停|断)了/,
        '中断',
      ],
      [/供水[:：]?(?:正常|未受影响)/, '正常'],
    ],
  ],
]

/** 通不得车, 过不了: the deed and its no in one word. 走不了 alone is said of people: 停电了，走不了. */
const NO_WAY =
  /[通过]不(?:得|了|成|动)(?:大?车|人|路)?|[路桥道坎坡车][^，。；]{0,8}[走行开]不(?:得|了|成|动)|[走行开]不(?:得|了|成|动)(?:大?车|路)|[通过]不(?:大?车)|(?:没|冇|未|不得|不能)通车/
/** 只能走摩托, 小车过得: not for all. */
const SOME_PASS =
  /(?:摩托|小车|三轮|行人)车?(?:还|勉强|才|就|倒)?(?:可以|能)?[走过]得(?![没不])|只(?:能|好|准|够)[走过](?:得)?(?:小车|摩托|三轮|行人|人)/
function passedIn(text: string): { value: string; from: string } | undefined {
  const some = SOME_PASS.exec(text)
  if (some) return { value: '受限', from: some[0] }
  const none = NO_WAY.exec(text)
  return none ? { value: '中断', from: none[0] } : undefined
}

const STAGE: [RegExp, string][] = [
  [/终报|核报/, '终报'],
  [/续报/, '续报'],
  [/初报|首报/, '初报'],
]
/** A sentence of its own tells of harm and says nothing of a false alarm: what is pasted beside it ends nothing. */
const tellsBesides = (text: string, village?: string): boolean =>
  text
    .split(/[。！!？?；;\n】]/)
    .some((one) => falseAlarmIn(one) === undefined && !OVER.test(one) && tellsOfHarm(one, village))
const OVER = /刚才|之前|前面|那[条个]|[没不]是|原来|其实|灭了|通了|没事|没有/
/** What no labelled line says. */
const FOREIGN = /^[a-z]+$/i
/** What a part of speaks of roads, power, signal and water supply. */
const IN_PART: readonly [string, RegExp][] = [
  ['road_status', /^(?!.*[电水火]).*[通过]/],
  ['power_status', /电/],
  ['comm_status', /信号|网/],
  ['water_status', /来水|供水|自来水/],
]
/** Facts of one disaster; figures only where the text states them. */
export function disasterFields(c: Context): Fields {
  const { text, whole, sentAt, note } = c
  const out: Fields = { ...placed(c) }
  const put = (key: string, value: unknown, from: string, rule: string) => {
    out[key] = value
    note(key, from, rule)
  }
  const stage = firstOf(whole, STAGE)
  if (stage) put('stage', stage.value, stage.from, 'stage')
  const kindIn = (said: string) => firstOf(real(unnamed(withoutDenied(said), c)), KINDS)
  const kind = kindIn(text) ?? kindIn(whole)
  if (kind) put('kind', kind.value, kind.from, DENIED.test(whole) || FOREIGN.test(kind.from) ? OUTRIGHT : 'kind')
  Object.assign(out, timeOf(c))
  const asOf = asOfIn(whole, sentAt)
  if (asOf) put('as_of', asOf.value, asOf.from, 'as of')
  figures(withoutWrongFigure(text), put)
  for (const [field, words] of aboutIn(c.spoken)) put(aboutOf(field), words, words, 'about')
  const some = out.injured === undefined && out[aboutOf('injured')] === undefined && SOMEBODY_IS_HURT.exec(text)
  if (some) put(aboutOf('injured'), SOME_HURT, some[0], 'without a number')
  delete out.remaining_people
  delete out.remaining_households
  delete out.returned_people
  delete out.returned_households
  if (out.evacuated_people !== undefined || out.evacuated_households !== undefined) {
    const shelter = shelterIn(text)
    if (shelter) put('shelter', shelter, shelter, 'shelter')
  }
  for (const [key, table] of STATUS) {
    const found = firstOf(text, table)
    if (found) put(key, found.value, found.from, 'status')
  }
  const passed = passedIn(text)
  if (passed) put('road_status', passed.value, passed.from, OUTRIGHT)
  if (out.power_out_households !== undefined && out.power_status === undefined) out.power_status = '中断'
  const maybe = MAYBE.exec(text)
  const somebody = !maybe && SOMEBODY.exec(text)
  const counted = out.trapped !== undefined || out[aboutOf('trapped')] !== undefined
  if (maybe && !counted) put('trapped_suspected', true, maybe[0], 'uncertain')
  else if (somebody && !counted) put('trapped_unknown', true, somebody[0], 'without a number')
  const heard = heardThere(text)
  if (heard && !counted && !out.trapped_unknown) put('trapped_suspected', true, heard.cry, 'heard')
  if (heard?.spot && out.place === out.village) put('place', `${out.village ?? ''}${heard.spot}`, heard.spot, 'heard')
  Object.assign(out, helpIn(text, note))
  const fire = out.kind === '森林火情' || out.kind === '火灾' || /火/.test(text) ? firstOf(text, FIRE) : undefined
  if (fire) put('fire_out', fire.value, fire.from, 'fire')
  // over in part is not over
  if (partlyIn(text)) {
    for (const [key, of] of IN_PART) {
      const part = text.split(/[，,。；;]/).find((clause) => of.test(clause) && partlyIn(clause))
      if (part && (out[key] === '恢复' || out[key] === undefined)) put(key, '受限', part, OUTRIGHT)
    }
    if (out.fire_out === true) delete out.fire_out
  }
  const alarm = falseAlarmIn(text) ?? (takesBack(whole) ? whole : undefined)
  if (alarm && !isAnother(text, kind?.value) && !tellsBesides(text, c.where.village))
    put('false_alarm', true, alarm, 'false alarm')
  const wrong = mistakenIn(whole) ?? placeTakenBack(whole)?.is
  const correction = CORRECTION.exec(whole) ?? (wrong && !out.false_alarm ? [wrong] : null)
  if (correction) put('correction', true, correction[0], 'correction')
  out.reporter = reporterIn(whole)
  out.phone = PHONE.exec(whole)?.[0].replace(/\D/g, '')
  return out
}

/** Without the village's name: 松林村 is no forest. */
const unnamed = (text: string, { where }: Context) =>
  where.village ? text.replaceAll(where.village, '').replaceAll(where.village.replace(/(?:村|社区)$/, ''), '') : text

/** Without remedies and rain that only brought it about: 受强降雨影响 does not make a landslide a flood. */
const real = (text: string) =>
  text
    .replace(
      /(?:受|因|由于)[^，。]{0,14}(?:暴雨|降雨|大雨|台风|强对流|连日阴雨)[^，。]{0,4}(?:影响|引发|导致|造成)?/g,
      '',
    )
    .replace(/(?:要|怕|预防|防止|以防)[^，。]{0,10}/g, (m) => (/(?:滑|塌|垮|倒)/.test(m) ? '' : m))

const MAYBE = new RegExp(
  `${anyOf(MAYBE_TRAPPED)}|(?:可能|疑似|好像|怀疑|恐怕|怕|不晓得|不知道?)[^，。；]{0,6}[人工][^，。；]{0,6}(?:困|埋|压|在里面|没出来)`,
)
/** Not 没有人被困, 无人被埋. */
const SOMEBODY = new RegExp(`(?<![没冇无未]|没有|有没)${anyOf(SOMEBODY_TRAPPED)}`)
/** 有人受伤: somebody is, and nobody says how many. */
const SOMEBODY_IS_HURT = new RegExp(`(?<![没冇无未]|没有|有没)${anyOf(SOMEBODY_HURT)}`)
const SOME_HURT = '有人，几人不明'
const FIRE: [RegExp, boolean][] = [
  [
    /(?:没|未|还没|尚未|仍未|没有|没能|难以)(?:有|完全|被|能)?(?:压住|控制住?|扑灭|灭|压下去|打灭)|控制不住|压不住|蔓延|还在(?:烧|燃|着|扑)|正在(?:扑|灭|处置|全力)|火势(?:很|较|比较|越来越|仍|还|往|向|朝|大|猛|凶|在)[^，。]{0,4}|越烧越|扑救中|扑打中|(?:仍|还)有明火|复燃/,
    false,
  ],
  [
    /扑灭|灭(?:了|掉|完|干净)|已灭|熄灭|熄了|打灭|明火(?:已|全|都)?(?:经)?(?:扑)?(?:灭|熄|清)|火(?:已经?|都|已被|被)?(?:扑)?(?:灭|熄|打熄|控制住)|无明火|没有?明火|没(?:得)?火了|余火(?:已)?清理完/,
    true,
  ],
]
/** 不是塌方压的, 不是滑坡那边: what it was not, so that it is no sign of it. */
const DENIED = new RegExp(`不是(?:被|因为?)?(?:${anyOf(EVENTS)})[^，。；,;\\s]{0,4}`)
const withoutDenied = (text: string) => text.replace(DENIED, '')
/** 不是滑坡，是泥石流: another event, and no false alarm; 不是塌方压的: what it did not do. */
const OF_IT = new RegExp(`不是(?:${anyOf(EVENTS)})(?:压|砸|埋|冲|烧|引|造|弄|震|撞|导|那|这|的)`)
const isAnother = (text: string, kind: string | undefined) =>
  OF_IT.test(text) || (DENIED.test(text) && !!kind && !HARMLESS.test(text))
const HARMLESS = /烧(?:荒|垃圾|秸秆|田埂|草|灰|土)|炊烟|雾|水汽|做饭|腊肉|误报|虚惊/
const CORRECTION =
  /说错|更正|纠正|订正|修正|更改为|打错|写错|报错|弄错|搞错|记错|看错|数错|改为|改成|刚才[^，。]{0,6}(?:错|不对)|前面[^，。]{0,6}(?:错|不对)|(?:是|有)\S{1,8}(?:，|,)?(?:而)?不是\S{0,3}[0-9一二两三四五六七八九十]|不是\S{0,2}[0-9一二两三四五六七八九十]{1,8}\S{0,3}(?:，|,)?(?:应该|应|而)?是|应为|多报了|少报了|漏报了|漏了/

/** 截至…: as of when the figures hold. */
function asOfIn(text: string, sentAt: string): { value: string; from: string } | undefined {
  const m = /截至|截止(?:到|目前)?|统计(?:时间|截至|截止)[:：]?/.exec(text)
  const span = m ? text.slice(m.index, m.index + 30) : (/[^，。\n]{0,16}更新/.exec(text)?.[0] ?? '')
  const found = span ? timesIn(span, sentAt)[0] : undefined
  return found ? { value: found.value, from: `${m?.[0] ?? ''}${found.text}` } : undefined
}
