/** 巡查、整改、延期、转移、回执与询问. */

import { aboutIn, aboutOf } from '../about.ts'
import { clausesOf, pairsIn } from '../clauses.ts'
import { figures } from '../figures.ts'
import { findsIn } from '../finds.ts'
import { ITEMS_ASKED } from '../lexicon/asked.ts'
import { ARRANGED, CARRIED_OUT, CAUSES, DOING, NOT_BEGUN, PROMISES, PUT_OFF, UNDER_WAY } from '../lexicon/mending.ts'
import { SAFE_PLACES } from '../lexicon/unmoved.ts'
import { anyOf } from '../lexicon/words.ts'
import { NUM, numberOf } from '../numbers.ts'
import { namesIn } from '../people.ts'
import { type Fields, NOT_UNDERSTOOD } from '../reading.ts'
import { dueDateIn, timesIn, unreadDueIn } from '../times.ts'
import { deniesMove, houseByHouse, livingThere, wishesMove } from '../unmoved.ts'
import { type Context, firstOf, OUTRIGHT, PHOTO, placed, refIn, timeOf } from './context.ts'
import { correctionIn } from './corrected.ts'
import { linesIn } from './duty.ts'
import { unitIn } from './hazard.ts'
import { isTotal, movedCounts, onlyOrdered } from './moved.ts'
import { shelterIn } from './shelter.ts'
import { TOPICS } from './topics.ts'

// ---- 巡查 ----

const LOOKED = '(?:巡[查护河堤山库塘林逻视检线]?|检查|排查|查看|走访|看)[完过遍]?[了到完]?(?:一下|一遍|一圈)?的?'
const BEHIND_OBJECTS = ['一切', '正常', '监测', '水位', '发现', '情况', '全部']
const OBJECT = [
  /(?:巡查|巡护|巡河|检查|巡逻)?(?:对象|点位|路线|线路|河段|区域|范围|部位)[:：]\s?([^\n，。；;/|]{2,40})/,
  /(?:巡河|水库|山塘|巡山|巡堤|巡库)打卡[\s，,：:]{0,2}([\u4e00-\u9fa5A-Za-z0-9+、]{2,24}?)(?=\s|，|。|一切|正常|无|水位|$)/,
  new RegExp(
    `${LOOKED}[:：\\s]{0,2}([\\u4e00-\\u9fa5A-Za-z0-9+、和及]{2,40}?)(?=[，。；,;\\n\\s均都未无没]|${anyOf(BEHIND_OBJECTS)}|$)`,
  ),
]
const ROUTE =
  /^(?:今天|今日|上午|下午|刚才|刚|早上)?([\u4e00-\u9fa5、和及]{2,24}?)(?:[一二两三四五1-9]条线)?(?:今天|今日|上午|下午|刚才|刚)?(?:都)?(?:走完|巡完|转完|看完|跑完|查完)/
const ABNORMAL = /异常(?!情况?[:：]?无)/
const NO_ABNORMAL = /(?:未|无|没有?|没得|均无|未见|未发现|没发现)[^，。]{0,4}异常|异常[:：]?\s?(?:无|没有|0)/

export function patrolFields(c: Context): Fields {
  const { text, where, note } = c
  const pairs = pairsIn(text)
  const out: Fields = { village: where.village, ...correctionIn(c.whole) }
  const object = objectIn(text)
  if (object) {
    out.object = object
    note('object', object, 'what was patrolled')
  }
  const labelled = pairs.find((p) => /时间|日期/.test(p.label))?.value
  const when = timesIn(labelled ?? text, c.sentAt).filter(
    (t) => !/^(?:前|之前)/.test(text.slice(t.index + t.text.length)),
  )
  const clock = when.find((t) => t.hasClock)
  if (clock) out.time = clock.value
  else if (when[0] && (labelled || when[0].value <= c.sentAt.slice(0, 10))) out.date = when[0].value
  const finds = findsIn(text, where.village)
  if (finds.length) {
    // one thing found wrong outweighs all that is well
    note('result', finds[0]!, OUTRIGHT)
    return {
      ...out,
      result: '异常',
      abnormal: abnormalIn(text, where.place) ?? finds.join('，'),
      persons: personsIn(text),
    }
  }
  const abnormal = ABNORMAL.test(text) && !NO_ABNORMAL.test(text)
  const unchanged = /没(?:有)?变(?:化|宽|大|长)?|跟[^，。]{0,6}一样|无变化|还是那么|稳定/.test(text)
  out.result = abnormal
    ? '异常'
    : unchanged ||
        /正常|无异常|未见|未发现|没(?:见|有|得|发现|啥|看到)|无(?:险情|火情|灾情|变化|问题|情况)|平安|零报告|没动|安全|安好/.test(
          text,
        )
      ? '正常'
      : FOUND.test(text)
        ? '异常'
        : undefined
  if (out.result === '异常') out.abnormal = abnormalIn(text, where.place)
  const names = personsIn(text)
  if (names.length) out.persons = names
  return out
}

const FOUND = /涨|变大|加宽|发黄|浑|裂|渗|掉|堵|松|破|漏|发现[^，。]{0,10}/
const FOUND_AT =
  /涨|变大|加宽|发黄|发浑|裂|渗|掉|堵|松|破|漏|倒|垮|断|占|违|烧|炭火|抽烟|钓鱼|游泳|下河|飞线|堆|锁|过期|坏|缺/

function abnormalIn(text: string, place: string | undefined): string | undefined {
  const pair = pairsIn(text).find((p) => /异常|问题|情况/.test(p.label) && p.value.length > 3)
  if (pair && !/^(?:无|没有|正常)/.test(pair.value)) return pair.value
  const said = clausesWith(text, FOUND_AT)
    .map((s) => s.replace(/^.*?(?:发现|时|见)(?=[\u4e00-\u9fa5]{4})/, '').trim())
    .map((s) => (place && s.startsWith(place) ? s.slice(place.length) : s))
    .filter((s) => s && !/^(?:当场|已|现场|立即)/.test(s))
  return said.slice(0, 3).join('，') || undefined
}

function objectIn(text: string): string | undefined {
  const labelled = pairsIn(text).find(
    (p) => /(?:对象|点位|路线|线路|河段|区域|范围|部位|地点)$/.test(p.label) && p.value,
  )?.value
  if (labelled) return labelled
  const route = ROUTE.exec(text)?.[1]
  if (route) return route.replace(/[一二两三四五1-9]条线$/, '')
  for (const form of OBJECT) {
    for (const m of text.matchAll(new RegExp(form.source, 'g'))) {
      const object = m[1]!
        .replace(/^(?:了|的|把|我们?|村里|一下|人员?[:：]?|情况|时间)/, '')
        .replace(/(?:的)?(?:情况|时)$/, '')
      if (object.length >= 2 && !/^(?:时间|人员?|情况|结果|记录|正常|异常|打卡|完毕|发现|一切|了)/.test(object))
        return object
    }
  }
  const site = /([\u4e00-\u9fa5]{2,6}(?:水库|山塘|河段|堤段|段|滑坡点|地灾点|片区|林区|电站|桥))/.exec(text)?.[1]
  return site?.replace(/^(?:今天|今日|刚才|上午|下午|我去看了|去看了|去|看了|到)/, '')
}

const PERSONS = /(?:巡查|巡护|检查|巡河|巡逻|参加|参与|陪同)?(?:人员?|人)[:：]\s?([^\n。；;]{2,40})/
/** 和石大柱一起, 石大柱、刘洋两人去. */
const WITH = String.raw`[和与同跟陪]([\u4e00-\u9fa5]{2,3})(?=一起|一道|一块|两人|二人|同志|[去到巡查，、])`
const TWO = String.raw`([\u4e00-\u9fa5]{2,3})[、和]([\u4e00-\u9fa5]{2,3})(?=(?:两人|二人)?(?:巡|一起|去))`
const BOTH = new RegExp(`${WITH}|${TWO}`, 'g')

function personsIn(text: string): string[] {
  const labelled = PERSONS.exec(text)?.[1]
  if (labelled) return namesIn(labelled).map((n) => n.name)
  return [...text.matchAll(BOTH)]
    .flatMap((m) => [m[1], m[2], m[3]])
    .filter((n): n is string => !!n && namesIn(n).length === 1)
}

/** The stretches without a pause, of 120 characters at most, that have such a word. */
const clausesWith = (text: string, words: RegExp): string[] =>
  text
    .split(/[，。；;\n]/)
    .flatMap((clause) => clause.match(/.{1,120}/g) ?? [])
    .filter((part) => words.test(part))

// ---- 整改与延期 ----

const DONE =
  /已|好了|完成|换|清|拆|修|装|搬|加固|补|填|封|疏通|移|关停|更换|整改|处理|设置|安装|喷|涂|焊|除|挖|砌|正在|进场|施工|购置|买|到位|贴|培训|撤|恢复/

const BY_DAY =
  '(?:[一二三四五六日天号]|月底)(?:之?前|左右|以前)?(?:能|可以|可|搞|弄|修|做)?(?:完|好|搞定|完成|搞完|修好)'
const PROMISED = new RegExp(`${anyOf(PROMISES)}[^，。；]{0,14}(?:完|好|修|搞|弄|换|装|到位|[日号天周])|${BY_DAY}`)
const UNDONE = '开始|动工|动(?!静)|启动|进场|落实|(?:整改|施工|弄|搞|拆|换)(?!完)|修(?!完|好)'
const UNTOUCHED = new RegExp(`(?:还没|没有|尚未|未|没)有?(?:${UNDONE})|${anyOf(NOT_BEGUN)}`)
const LEFT = '(?:还有|剩[下余]?|另|其余|尚有|还差|只剩)[^，。]{0,12}(?:[0-9一二两三四五六七八九十]|没|未|部分)'
const SHARE = String.raw`部分(?:完成|整改)|一半|大半|完成了?(?:\d{1,2}%|百分之|[一二三四五六七八九]成)`
const SOME_OF = String.raw`\d{1,3}\s?处[^，。]{0,10}已[^，。]{0,6}\d{1,3}\s?处`
const IN_PART = new RegExp(`${LEFT}|${SHARE}|${SOME_OF}`)
const EXPECTED = '估计[^，。]{0,10}[完好]|预计[^，。]{0,14}[完好]'
const GOES_ON = new RegExp(`${anyOf(UNDER_WAY)}|在${anyOf(DOING)}|${EXPECTED}|已经?${anyOf(ARRANGED)}`)

export function rectificationFields(c: Context): Fields {
  const { text, whole, sentAt, note } = c
  const pairs = pairsIn(text)
  const of = (words: RegExp) => pairs.find((p) => words.test(p.label) && p.value)?.value
  const out: Fields = { ...placed(c), hazard_ref: refIn(text) }
  const finished = of(/完成(?:时间|日期)|整改(?:时间|日期|完成)|完工/)
  const promised = PROMISED.exec(text)
  const status = statusOf(text, of(/状态|整改情况|结果|进度|进展/), finished)
  out.status = status
  note('status', text.slice(0, 30), 'status')
  const measure = of(/措施|整改内容|整改情况|内容|做法/) ?? measureIn(text, c.where.place)
  if (measure && status !== '未整改') out.measure = measure
  if (finished) {
    const day = timesIn(finished, sentAt)[0]
    if (day) out.done_date = day.value.slice(0, 10)
  } else if (status === '完成') {
    const day = timesIn(text, sentAt).find((t) =>
      /^(?!前)[^，。]{0,12}(?:完|好|换|修|清|拆|装|整改|处理)/.test(text.slice(t.index + t.text.length)),
    )
    if (day && day.value.slice(0, 10) <= sentAt.slice(0, 10)) out.done_date = day.value.slice(0, 10)
  }
  if (status !== '完成' && (promised || /前/.test(text))) {
    const due = dueDateIn(promised ? text.slice(Math.max(0, promised.index - 6)) : text, sentAt)
    if (due) out.deadline = due
  }
  const unit = unitIn(whole) ?? speakerUnit(text)
  if (unit) out.unit = unit
  if (PHOTO.test(whole)) out.photo = true
  return out
}

function statusOf(text: string, labelled: string | undefined, finished: string | undefined): string {
  const said = labelled ?? text
  if (UNTOUCHED.test(said) && !/(?:已|拆了|换了|修了|清了|完成)[^，。]{0,6}[0-9一二三四五六七八九十]/.test(said))
    return '未整改'
  if (IN_PART.test(said)) return '部分完成'
  if (finished) return '完成'
  if (GOES_ON.test(said) && !/整改完成|已完成|全部完成|都(?:换|修|清)好了|已整改完/.test(said)) return '整改中'
  return '完成'
}

function measureIn(text: string, place: string | undefined): string | undefined {
  const plain = text.replace(/\[[^\]]{1,4}\]/g, '').replace(/^(?:【[^】]{2,8}】|整改(?:反馈|完成|情况|回复)[：:]?)/, '')
  const said = clausesWith(plain, DONE)
    .map((s) => s.trim())
    .filter((s) => s.length > 2 && !/^(?:请|编号|隐患编号|整改完成$|照片|图片|预计|估计|责任单位|麻烦)/.test(s))
    .map((s) =>
      (place && s.startsWith(place) && s.length - place.length > 2 ? s.slice(place.length) : s).replace(
        /^.{0,8}(?:编号|YH)[:：]?[A-Za-z0-9-]+/,
        '',
      ),
    )
  return said.slice(0, 3).join('，').slice(0, 100) || undefined
}

/** 高桥物业：…, 我们青川建筑公司: who speaks for a unit. */
const speakerUnit = (text: string): string | undefined => {
  const said =
    /^([\u4e00-\u9fa5A-Za-z0-9]{2,16}(?:公司|物业|村委会?|居委会|学校|小学|厂|合作社|站|所|项目部|超市|店|加油站))(?:[:：]|报告|反馈|汇报)/.exec(
      text,
    )?.[1] ??
    /(?:我们|我是|这里是|我)([\u4e00-\u9fa5]{2,14}(?:公司|物业|村委会?|厂|合作社|项目部|学校|小学))/.exec(text)?.[1]
  return said
}

const ORIGINAL =
  /(?:原定|原(?:来)?(?:的)?(?:期限|整改期限|时限|计划|定的|要求)?(?:是|为|到)?[:：]?|本来(?:是|定|说)?|应(?:该)?(?:于|在)|期限(?:是|为)?)\s?/
const RENEWED = new RegExp(`(?:${anyOf(PUT_OFF)}|新的?(?:期限|时限)[:：]?)\\s?`)
const LONGER = new RegExp(
  `(?:再|多|延期?|延长|宽限|展期|推迟|缓|宽|申请|晚|往后推|顺延|后延)(?:给|要|等|拖|延)?(?:我们?|咱们?|上|个|期)?[^0-9一二两三四五六七八九十半，。]{0,6}(${NUM})\\s?(?:个)?(工作日|天|日(?!前)|周|星期|礼拜|个?月)`,
)
const BARE_LONGER = new RegExp(
  `(${NUM})\\s?(?:个)?(工作日|天|周|星期|礼拜)(?:的)?(?:时间|行不|行吗|可以|好不好|怎么样|左右)?`,
)
const DAYS: Record<string, number> = { 工作日: 1, 天: 1, 日: 1, 周: 7, 星期: 7, 礼拜: 7, 月: 30, 个月: 30 }

export function extensionFields(c: Context): Fields {
  const { text, sentAt, note } = c
  const pairs = pairsIn(text)
  const of = (words: RegExp) => pairs.find((p) => words.test(p.label) && p.value)?.value
  const out: Fields = { ...placed(c), hazard_ref: refIn(text) }
  const original = ORIGINAL.exec(text)
  const old =
    of(/原(?:定|期限|时限|整改)/) ??
    (original ? text.slice(original.index + original[0].length, original.index + original[0].length + 14) : undefined)
  const oldDay = old ? timesIn(old, sentAt, 'near').find((t) => t.index <= 3) : undefined
  if (oldDay) out.old_deadline = oldDay.value.slice(0, 10)
  const renewed = RENEWED.exec(text)
  const fresh =
    of(/(?:新|延期|申请)(?:期限|时限|至|到|后)|延期至|申请延期到/) ??
    (renewed ? text.slice(renewed.index + renewed[0].length, renewed.index + renewed[0].length + 14) : undefined)
  const due = fresh ? dueDateIn(fresh, sentAt) : undefined
  if (due) out.new_deadline = due
  const unread = fresh && unreadDueIn(fresh, sentAt)
  if (unread) note('new_deadline', unread, NOT_UNDERSTOOD)
  const longer =
    LONGER.exec(text) ??
    (due
      ? null
      : BARE_LONGER.exec(
          text.replace(
            /(?:这|那|前|已经|过了)[^，。]{0,2}(?:\d|[一二两三几])\s?天|[0-9一二两三四五六七八九十]{1,3}\s?天[^，。]{0,3}(?:搞不完|不够|来不及|干不完|完不成|做不完|弄不完|太紧)/g,
            '',
          ),
        ))
  const n = longer && numberOf(longer[1]!)
  if (longer && n && !due)
    out.extend_days = longer[2] === '工作日' ? n : Math.round(n * (DAYS[longer[2]!.replace('个', '')] ?? 1))
  const unit = unitIn(text) ?? speakerUnit(text)
  if (unit) out.unit = unit
  const reason = of(/原因|理由/) ?? reasonIn(text, c.where.place)
  if (reason) {
    out.reason = reason
    note('reason', reason, 'reason')
  }
  return out
}

const CAUSE = new RegExp(`没(?!问题)|${anyOf(CAUSES)}`)

function reasonIn(text: string, place: string | undefined): string | undefined {
  const because =
    /(?:因为?|由于|主要是|原因是)([^。；;\n]{2,60}?)(?=，(?:申请|想|能|请|特|故|所以|需|要|希望|恳请|再|原定)|,|。|；|\n|申请|故|特申请|需延期|所以|$)/.exec(
      text,
    )
  if (because) return because[1]!.trim()
  const said = clausesOf(text.replace(/^(?:【[^】]*】|申请延期|延期申请)[：:]?/, ''))
    .map((cl) => cl.text)
    .filter(
      (t) =>
        CAUSE.test(t) &&
        !/^(?:能不能|能否|可不可以|申请|想(?:推|延)|再给|请|宽限|原定|行不|希望|麻烦|编号)/.test(t) &&
        !/延期|宽限|推到|推迟/.test(t),
    )
    .map((t) => (place && t.startsWith(place) && t.length - place.length > 3 ? t.slice(place.length) : t))
  return said.slice(0, 2).join('，') || undefined
}

// ---- 转移 ----

/** 返回0人: nobody has gone home. */
const NOBODY_BACK =
  /(?:返回|返家|回家|回迁)(?:人数|户数)?[:：]?\s?(?:[0０零〇无]|没有)\s?[人户]?|没有?人(?:返回|回去|回家)|不是返回/g
const BACK = /返回|返家|回家|回去|回迁|回村|返迁|返程|转回|搬回|回来了|回屋|回自己家/

const ALL_BACK = /(?:全部|全都|都|全)(?:已经?|安全)?(?:返回|返家|回家|回去|回来|回屋|搬回)/
/** 劝回来了: away from danger, and not home. */
const PERSUADED = /(?:劝|喊|叫|拽|撵|追|赶|吼)(?:了|住)?(?:回来|回|上来|下来)/
/** 改回1组 sets right what was written, 不是返回 says the opposite. */
const OTHERWISE = /(?:改|更正|纠正|换)回|(?:不是|不算|并非|没有?)(?:返回|返家|回去|回家|回来)/

export function evacuationFields(c: Context): Fields {
  const { text, whole, note } = c
  const pairs = pairsIn(text)
  const out: Fields = { ...placed(c) }
  const told = OTHERWISE.exec(text) ?? PERSUADED.exec(text)
  const back =
    !told &&
    BACK.test(text.replaceAll(NOBODY_BACK, '')) &&
    !/(?:不许|不要|禁止|不能|暂不|别)[^，。]{0,4}(?:回|返)/.test(text)
  const figure: Fields = {}
  figures(text, (k, v, from, rule) => {
    figure[k] = v
    note(k, from, rule)
  })
  const moved = (unit: string) =>
    back ? (figure[`returned_${unit}`] ?? figure[`evacuated_${unit}`]) : figure[`evacuated_${unit}`]
  const counted = (unit: 'people' | 'households') => countedIn(pairs, unit)
  const counts = movedCounts(text.replace(/(?:不是|误写|写成)[^，。是]{1,10}/g, ''))
  out.evacuated_people = counts.evacuated_people ?? moved('people') ?? counted('people')
  out.evacuated_households = moved('households') ?? counts.evacuated_households ?? counted('households')
  // 剩下的2户已经转了: whoever has moved is not left as well
  const left = (unit: 'people' | 'households') => {
    const said = figure[`remaining_${unit}`]
    return counts[`remaining_${unit}`] ?? (said === counts[`evacuated_${unit}`] ? undefined : said)
  }
  out.remaining_people = left('people')
  out.remaining_households = left('households')
  if (!back && (onlyOrdered(text) || deniesMove(text) || wishesMove(text))) stillThere(out)
  // 屋里只得两个: who lives there was not moved
  if (livingThere(text) !== undefined || houseByHouse(text) !== undefined) nobodyMoved(out)
  // 6个回屋了，还有5个在小学: they are where they are safe
  if (back && STAY_SAFE.test(text)) {
    delete out.remaining_people
    delete out.remaining_households
  }
  if (isTotal(text)) out.total = true
  const shelter = shelterIn(text)
  if (shelter) {
    out.shelter = shelter
    note('shelter', shelter, 'shelter')
    if (out.place && shelter.includes(String(out.place)) && !c.where.village) delete out.place
  }
  const labelled = pairs.find((p) => /时间/.test(p.label))?.value
  Object.assign(out, timeOf({ ...c, text: labelled ?? text }, /(?!)/))
  out.direction = back ? '返回' : '转出'
  if (told) note('direction', told[0], OUTRIGHT)
  // 全部回家了: all who were moved
  const nobodyCounted = out.evacuated_people === undefined && out.evacuated_households === undefined
  if (back && nobodyCounted && ALL_BACK.test(text)) out.all_back = true
  // who was called away from a danger may have been moved before
  if (PERSUADED.test(text)) out.persuaded = true
  for (const [field, words] of aboutIn(c.spoken)) {
    const key = field.replace('returned_', 'evacuated_')
    if (/^(?:evacuated|remaining)_/.test(key) && (back || field === key)) out[aboutOf(key)] = words
  }
  if (
    /不是已经?转移|更正|说错|漏了|漏报|漏算|打错|纠正|应为|报错|改为|改成|不是\S{1,6}是|多报|少报|多算|少算|搞错|弄错|订正|补(?:充)?一户/.test(
      whole,
    )
  )
    out.correction = true
  return out
}

const STAY_SAFE = new RegExp(`还[有剩][^，。；]{0,10}(?:在|住)[^，。；]{0,4}${anyOf(SAFE_PLACES)}`)
function nobodyMoved(out: Fields): void {
  for (const unit of ['people', 'households']) {
    delete out[`evacuated_${unit}`]
    delete out[`remaining_${unit}`]
  }
}

/** 8户33人马上转移: of an order nobody is out yet. */
function stillThere(out: Fields): void {
  for (const unit of ['people', 'households']) {
    out[`remaining_${unit}`] ??= out[`evacuated_${unit}`]
    out[`evacuated_${unit}`] = undefined
  }
}

/** 户数：11: the number behind such a label of a form. */
function countedIn(pairs: { label: string; value: string }[], unit: 'people' | 'households'): number | undefined {
  const label =
    unit === 'people' ? /^(?:转移)?(?:人数|人口|人员数?)(?:\(人\)|（人）)?$/ : /^(?:转移)?户数(?:\(户\)|（户）)?$/
  const value = pairs.find((p) => label.test(p.label))?.value
  return value ? numberOf(/^(?:约|共)?(\d{1,6}|[一二两三四五六七八九十百]{1,5})/.exec(value)?.[1] ?? '') : undefined
}

// ---- 回执与询问 ----

const SEEN_TO = '(?<!尽快|马上|立即|抓紧|正在|认真|确保|会|将)(?:已|都|全部)?经?落实(?:好|到位|完|了)?(?!中)'
const ACK_TYPES: [RegExp, string][] = [
  [new RegExp(`${SEEN_TO}|已经?${anyOf(CARRIED_OUT)}|(?:处理|[弄搞办])[好完]了`), '已落实'],
  [
    /(?:已|都|全部|全)(?:经)?(?:转移|撤(?!销|回)|转走|接走|疏散|离开|搬)|撤(?:干净|完|离完|出来)|转(?:移)?(?:完|好|走)了?|人(?:都|全)?(?:走|撤)(?:完|干净)?了|清空/,
    '已转移',
  ],
  [
    /(?:已|都|全部|人)?(?:经)?(?:到位|到岗|到场|到达|到现场|抵达|就位|集结)(?!前)|到(?:现场|位|场)(?:了)?|(?<!通知|传达|喊|叫)到了/,
    '已到位',
  ],
  [
    /(?:已|都|全部)?(?:经)?(?:通知|传达|转发|告知|喊|打电话|电话|宣传|广播|叫)(?:到|了|完|下去|过|到户|到位|到人)|已(?:经)?(?:通知|传达|转发|告知|转达|广播)|挨家挨户/,
    '已通知',
  ],
]
const GOING =
  /(?:马上|立即|这就|立刻|正在|准备|现在就|抓紧|尽快|稍后|等下|一会)[^，。]{0,3}(?:去|通知|落实|转移|赶|办|执行|安排|处理|组织|撤|到|来|传达|出发)/

export function ackFields({ text, where }: Context): Fields {
  const done = text.replace(new RegExp(GOING.source, 'g'), '')
  return { ack_type: firstOf(done, ACK_TYPES)?.value ?? '收到', village: where.village }
}

const ITEMS = new RegExp(anyOf(ITEMS_ASKED))

export function queryFields(c: Context): Fields {
  const { text, where } = c
  const plain = text.replace(/^(?:@\S{1,8}\s?|安安[，,：:\s]?)+/, '')
  const topic = TOPICS.find(([w]) => w.test(plain))?.[1] ?? '其他'
  const when = timesIn(plain, c.sentAt, 'near')[0]
  return {
    topic,
    date: when?.value.slice(0, 10),
    lines: topic === '值班' || topic === '通讯录' ? linesIn(plain) : undefined,
    item: itemIn(plain, topic),
    village: where.village,
    hazard_ref: refIn(plain),
  }
}

function itemIn(text: string, topic: string): string | undefined {
  if (topic === '物资') return ITEMS.exec(text)?.[0]
  if (topic === '通讯录') {
    const m = /([\u4e00-\u9fa5A-Za-z0-9]{2,16}?)(?:的)?(?:联系)?(?:电话|号码|联系方式|手机号|手机)/.exec(
      text.replace(/值班电话/, '电话'),
    )?.[1]
    return (
      m?.replace(
        /^(?:请问|问一下|问下|想问下?|谁有|哪个有|谁知道|有没有|求|发一下|发下|给我|把|麻烦发下|查一下|查下|帮我查下?|要)/,
        '',
      ) || undefined
    )
  }
  if (topic === '水雨情')
    return /([\u4e00-\u9fa5]{2,6}(?:水库|山塘|河|溪|电站|水文站|雨量站|桥))/
      .exec(text)?.[1]
      ?.replace(/^(?:现在|今天|目前|请问|昨晚|安安|问下)/, '')
  return undefined
}
