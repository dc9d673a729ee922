/** How people speak of the station's gear: what it is called, and what they say of it in town and in dialect. */
import { clausesOf } from '../reading/clauses.ts'
import type { Context } from '../reading/fields/context.ts'
import { anyOf } from '../reading/lexicon/words.ts'
import type { Fields } from '../reading/reading.ts'
import { type Spoken, saidIn, type ThingSaid, type ThingWords, thingsSaid } from '../reading/spoken.ts'
import { timesIn } from '../reading/times.ts'
import { isKind } from './devices.ts'
import type { Test } from './equipment.ts'

/** Words with spaces between them. */
const listed = (words: string) => words.trim().split(/\s+/)

const WORDS: ThingWords = {
  things: {
    satellite_phone: listed('卫星电话 卫星手机 海事电话 天通电话 天通卫星 卫电'),
    video_link: listed('视频会商 视频会议 视频会义 视频会 视频系统 视频调度 视频连线 会商系统 会议系统'),
    broadcast: listed('应急广播 预警广播 广播系统 广播终端 广播 预警喇叭 高音喇叭 大喇叭 喇叭 村村响 音柱'),
    generator: ['发电机组', '发电机', '柴发'],
    // gear under no plan, kept by its name
    other: listed(`
      对讲机 对讲 手台 车载电台 无线电台 短波电台 甚高频电台 备用电台 电台 手摇报警器 手摇警报器 山洪警报器 警报器 报警器 预警铃
      雨量计 雨量筒 雨量桶 雨量站 水位计 水位站 水位尺 气象站 风速仪 流量计 位移计 裂缝计 摄像头 监控 监控大屏 单兵图传 图传
      无人机 北斗终端 示位标 便携基站 扩音器 喊话器 喊话喇叭 手持喇叭 麦克风 应急灯 照明灯 移动照明 太阳能板 UPS 不间断电源
      专线 路由器 传真机 传真 值班电话 值班手机 会议大屏 大屏 投影仪 柴油机 心电仪 AED 校园广播 车载广播 广播车 工地广播 市场广播`),
    // no gear at all
    apart: listed('广播员 广播稿 广播电台 广播电视 广播体操 广播站 叫号喇叭 汽车喇叭 小喇叭 视频会议通知'),
  },
  says: {
    testing: listed('测试 试机 试呼 试音 试播 试鸣 试通 试运行 联调 调试 月检 自检'),
    tried: listed(
      '测了 测过 试了 试过 试咗 试嘞 测试了 测试过 测试完 试机了 试完了 已测试 已试机 测试完毕 试音完毕 试机完毕',
    ),
    good: listed(`
      正常 良好 清楚 清晰 畅通 通畅 没问题 没得问题 没毛病 冇问题 无问题 无异常 无故障 没故障 没有故障 完好 好使
      好用 能用 可用 成功 合格 打通了 拨通 接通 通了 响了 都响了 全响了 很响 蛮响 能响 够响 试通 清清楚楚 一次成功 一拉就着 有回应 都回应 亮堂 声清 声音大 音量够
      喊得响 听得到 听得清 听得见 发动了 打着了 拉着了 打得着 电压稳 稳定 OK ok Ok`),
    bad: listed(`
      不正常 不清楚 不清晰 不清 不通 不响 没响 未响 唔响 没声 没得声 没有声 冇声 无声 唔出声 不出声 声音没有 哑了
      哑咗 哑的 又哑 故障 坏了 坏咗 坏嘞 坏的 坏掉 烂咗 不能用 用不了 用不成 不好用 不好使 打不通 拨不通
      接不通 连不上 登不上 打不开 开不了机 开不起 充不进 充唔 没信号 无信号 冇信号 没得信号 断断续续 丢包 卡顿 卡住
      黑屏 花屏 没图像 没画面 无图像 无画面 不同步 打不着火 打不着
      发动不了 发动不起来 发动唔 点不着 启动不了 启动不起来 拉不着 拉不响 不着火 杂音 破音 声音破 啸叫 吱吱响 离线
      掉线 异常 失灵 没反应 没得反应 冇反应 不工作 失败 不合格 不行 没电 烧了 漏油 死机 不发电 发不出电 没有数据 没数据 无数据 没读数 数据不上传 打不出去 喊不通 喊不出 打不燃 点不燃
      不转 冒烟 冒黑烟 鼓包 串台 花屏 没动静 搜不到星 进水 没修好
      没有修好 未修好 修不好 还没好`),
    // what a listener says of it: of a meeting that runs it is talk, where nobody tries it out
    unheard: listed('听不见 听不到 听不清 看不见 看不到 看不清'),
    back: listed(`
      修好 已修复 修复 恢复正常 恢复了 弄好 搞好 整好 搞掂 修咗 维修好 已排除 排除了 解决了 好了 好嘞 又响了
      又通了 可以用了 能用了`),
    // swallowed, so that they are none of the above
    apart: listed('正常播 正常进行 正常召开 准备好了 放好了 摆好了 带好了 装好了 联系好了 商量好了 说好了 开好了'),
  },
  alone: { good: ['通', '响'], bad: ['不行', '唔得', '坏'] },
  parts: listed(
    '那只 那台 那个 声音 音量 音质 话音 语音 通话 信号 图像 画面 图传 电压 油位 油压 电池 终端 功放 喇叭 麦克风',
  ),
  not: listed(`
      领取 领用 领走 借走 借用 归还 还回 调拨 入库 出库 盘点 采购 出售 二手 巡查 巡河 巡山 巡护 签到 签退 交班
      接班 交接 隐患 宣传车 据说 有的`),
}

/** What gear is called. */
export const NAMES = Object.entries(WORDS.things).flatMap(([key, names]) => (isKind(key) ? names : []))

const FOUND = ['good', 'bad', 'back', 'tried']
const TRIED = ['testing', 'tried']
type Clauses = ThingSaid['clauses']
const isTried = (clauses: Clauses) => clauses.some((c) => c.means.some((m) => TRIED.includes(m)))
/** What is said of it, clause by clause. */
const heard = (clauses: Clauses, thing?: string): Clauses =>
  clauses.map(({ text, means }) => ({ text, means: means.map((m) => (m === 'unheard' ? unheard(clauses, thing) : m)) }))
const unheard = (clauses: Clauses, thing?: string) => (thing !== 'video_link' || isTried(clauses) ? 'bad' : 'apart')

/** How it stands by what was said: what was got over within the same words is no fault. */
function resultOf(means: readonly string[]): { result?: '正常' | '异常'; mended?: true } {
  const [bad, back] = [means.lastIndexOf('bad'), means.lastIndexOf('back')]
  if (bad > back) return { result: '异常' }
  if (back >= 0) return { result: '正常', ...(bad < 0 ? { mended: true } : {}) }
  return means.includes('good') ? { result: '正常' } : {}
}

/** 第二部, A机: which of several. */
const UNIT = /第[一二三四五六七八九十\d]{1,2}(?:部|台|套)|[一二三四五六七八九十\d]{1,2}号机|[A-Za-z]机/

export const EQUIPMENT_WORDS: Spoken = {
  words: WORDS,
  trials: WORDS.says.testing,
  tells: ({ thing, clauses }) =>
    isKind(thing) && heard(clauses, thing).some((c) => c.means.some((m) => FOUND.includes(m))),
  fields: (c, said): Fields => {
    const named = said ?? thingsSaid(c.text, WORDS).find(({ thing }) => isKind(thing))
    const clauses = heard(said?.clauses ?? saidIn(c.text, WORDS), named?.thing)
    const means = clauses.flatMap((clause) => clause.means)
    c.note('result', means.join('、'), 'equipment words')
    const { result, mended } = resultOf(means)
    const text = clauses.map((clause) => clause.text).join('，')
    return {
      device: named?.name,
      result,
      /** It is over, and was not said to have begun. */
      mended,
      /** It was tried, or is said to do: a test besides the mending. */
      tested: means.includes('good') || isTried(clauses) || undefined,
      fault: clauses.filter((clause) => clause.means.includes('bad')).map((clause) => clause.text),
      unit: UNIT.exec(text)?.[0],
      village: severalVillages(text) ? undefined : c.where.village,
      place: c.where.place,
      ...whenIn(c),
    }
  },
  together: (c, ruled, learned) => {
    const device = [learned.device, ruled.device].find((d) => String(d ?? '').includes(String(ruled.device ?? '')))
    const result = onlyTried(c.text) ? undefined : (ruled.result ?? learned.result)
    return {
      ...ruled,
      ...learned,
      device,
      result,
      fault: result === '异常' ? faultIn(c.text, device, [ruled.fault, learned.fault].flat()) : undefined,
      village: severalVillages(c.text) ? undefined : learned.village,
    }
  },
}

/** 卫星电话今天试过了: nothing but that it was tried. */
const BESIDES = '今[天日早晚]|刚[才刚]|我们?|已经?|[\\s，,。.！!、了啦咗的过都]'
const TRYING = new RegExp(
  `${anyOf(
    NAMES,
    TRIED.flatMap((means) => WORDS.says[means]!),
  )}|${BESIDES}`,
  'g',
)
const onlyTried = (text: string) => !text.replace(TRYING, '')
const severalVillages = (text: string) => new Set(text.match(/[\u4e00-\u9fa5]{2,4}村/g) ?? []).size > 1

const MOST = 200
/** What is wrong, in whole clauses: from the first that says something of it to the last; where none does, all that was said. */
function faultIn(text: string, device: unknown, said: readonly unknown[]): string {
  const clauses = clausesOf(text).map((clause) => clause.text)
  const wrong = clauses.flatMap((clause, i) =>
    said.some((words) => words && clause.includes(String(words))) ? [i] : [],
  )
  const all = wrong.length ? clauses.slice(wrong[0], wrong.at(-1)! + 1) : clauses
  const bare = all.join('，').slice(0, MOST)
  return device && bare.startsWith(String(device)) && bare !== device ? bare.slice(String(device).length) : bare
}

/** 3号 is one of several, 一点 a little. */
const NO_TIME = /^(?:[\d一二三四五六七八九十]{1,3}号|一点)$/
/** A clock gives the time, a day alone the date. */
function whenIn({ text, sentAt, note }: Context): Fields {
  const found = timesIn(text, sentAt).filter(
    (t) => !NO_TIME.test(t.text.trim()) && t.value.slice(0, 10) <= sentAt.slice(0, 10),
  )
  const when = found.find((t) => t.hasClock) ?? found[0]
  if (!when) return {}
  note('time', when.text, 'time')
  return when.hasClock ? { time: when.value } : { date: when.value.slice(0, 10) }
}

/** The first gear that a text names: of a kind under the plan, or other gear by its name. */
export function gearIn(text: string): Pick<Test, 'device' | 'name'> | undefined {
  const [said] = thingsSaid(text, WORDS)
  if (!said || !isKind(said.thing)) return undefined
  return { device: said.thing, name: said.thing === 'other' ? said.name : null }
}

/** 对讲机3号机, 3号对讲机, 对讲机六部: how many or which of them is no part of its name. */
const COUNTED = /^(?:#?\d{1,3}号|那[台部个只])|(?:#?\d{1,3}号机?|[\d一二两三四五六七八九十]{1,3}[台部个只])$/g
const MOST_OF_NAME = 20
/** The gear that is called so: of a kind under the plan, or other gear by that name. */
export function gearCalled(called: string): Pick<Test, 'device' | 'name'> {
  const known = gearIn(called)
  if (known?.device !== 'other' && known) return known
  return { device: 'other', name: called.replace(COUNTED, '').slice(0, MOST_OF_NAME) || called.slice(0, MOST_OF_NAME) }
}
