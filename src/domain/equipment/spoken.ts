/** How people speak of the station's gear: what it is called, and what they say of it in town and in dialect. */
import { timeOf } from '../reading/fields/context.ts'
import type { Fields } from '../reading/reading.ts'
import { type Spoken, type ThingSaid, type ThingWords, thingsSaid } from '../reading/spoken.ts'
import { isDevice } from './equipment.ts'

/** Words with spaces between them. */
const listed = (words: string) => words.trim().split(/\s+/)

const WORDS: ThingWords = {
  things: {
    satellite_phone: listed('卫星电话 卫星手机 海事电话 天通电话 天通卫星 卫电'),
    video_link: listed('视频会商 视频会议 视频会义 视频会 视频系统 视频调度 视频连线 会商系统 会议系统'),
    broadcast: listed('应急广播 预警广播 广播系统 广播终端 广播 预警喇叭 高音喇叭 大喇叭 喇叭 村村响 音柱'),
    generator: ['发电机组', '发电机', '柴发'],
    // somebody else's, or no device at all
    other: listed(
      '校园广播 车载广播 广播员 广播稿 广播电台 广播电视 广播体操 广播站 叫号喇叭 汽车喇叭 小喇叭 视频会议通知',
    ),
  },
  says: {
    testing: listed('测试 试机 试呼 试音 试播 试鸣 试通 试运行 联调 调试 月检 自检'),
    tried: listed(
      '测了 测过 试了 试过 试咗 试嘞 测试了 测试过 测试完 试机了 试完了 已测试 已试机 测试完毕 试音完毕 试机完毕',
    ),
    good: listed(`
      正常 良好 清楚 清晰 畅通 通畅 没问题 没得问题 没毛病 冇问题 无问题 无异常 无故障 没故障 没有故障 完好 好使
      好用 能用 可用 成功 合格 打通了 拨通 接通 通了 响了 都响了 全响了 很响 蛮响 能响 够响 声清 声音大 音量够
      喊得响 听得到 听得清 听得见 发动了 打着了 拉着了 打得着 电压稳 稳定 OK ok Ok`),
    bad: listed(`
      不正常 不清楚 不清晰 不清 不通 不响 没响 未响 唔响 没声 没得声 没有声 冇声 无声 唔出声 不出声 声音没有 哑了
      哑咗 哑的 又哑 故障 坏了 坏咗 坏嘞 坏的 坏掉 烂咗 不能用 用不了 用不成 不好用 不好使 打不通 拨不通
      接不通 连不上 登不上 打不开 开不了机 开不起 充不进 充唔 没信号 无信号 冇信号 没得信号 断断续续 丢包 卡顿 卡住
      黑屏 花屏 没图像 没画面 无图像 无画面 不同步 打不着火 打不着
      发动不了 发动不起来 发动唔 点不着 启动不了 启动不起来 拉不着 拉不响 不着火 杂音 破音 声音破 啸叫 吱吱响 离线
      掉线 异常 失灵 没反应 没得反应 冇反应 不工作 失败 不合格 不行 没电 烧了 漏油 死机 不发电 发不出电 没修好
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

const FOUND = ['good', 'bad', 'back', 'tried']
const TRIED = ['testing', 'tried']
const isTried = ({ clauses }: ThingSaid) => clauses.some((c) => c.means.some((m) => TRIED.includes(m)))
const meansOf = (said: ThingSaid) => said.clauses.flatMap((c) => c.means.map((m) => wrongOr(said, m)))
const wrongOr = (said: ThingSaid, means: string) =>
  means !== 'unheard' ? means : said.thing !== 'video_link' || isTried(said) ? 'bad' : 'apart'

/** How it stands by what was said: what was got over within the same words is no fault. */
function resultOf(means: readonly string[]): 'passed' | 'faulty' | 'mended' | 'asked' {
  const [bad, back] = [means.lastIndexOf('bad'), means.lastIndexOf('back')]
  if (bad > back) return 'faulty'
  if (back >= 0) return bad < 0 ? 'mended' : 'passed'
  return means.includes('good') ? 'passed' : 'asked'
}

/** 第二部, A机: which of several. */
const UNIT = /第[一二三四五六七八九十\d]{1,2}(?:部|台|套)|[一二三四五六七八九十\d]{1,2}号机|[A-Za-z]机/

export const EQUIPMENT_WORDS: Spoken = {
  words: WORDS,
  trials: WORDS.says.testing,
  tells: (said) => isDevice(said.thing) && meansOf(said).some((m) => FOUND.includes(m)),
  fields: (c, said): Fields => {
    const means = meansOf(said)
    const result = resultOf(means)
    c.note('result', means.join('、'), 'equipment words')
    const wrong = said.clauses
      .filter((clause) => clause.means.some((m) => wrongOr(said, m) === 'bad'))
      .map((clause) => clause.text)
    const villages = new Set(said.clauses.flatMap((clause) => clause.text.match(/[\u4e00-\u9fa5]{2,4}村/g) ?? []))
    return {
      device: said.thing,
      result,
      /** It was tried as well, or is said to do: a test besides the mending. */
      tested: means.includes('good') || isTried(said),
      fault: result === 'faulty' ? wrong.join('，').slice(0, 200) : undefined,
      unit: UNIT.exec(said.clauses.map((clause) => clause.text).join('，'))?.[0],
      village: villages.size > 1 ? undefined : c.where.village,
      ...timeOf(c),
    }
  },
}

/** The first thing that a text names. */
export const deviceIn = (text: string): string | undefined => thingsSaid(text, WORDS)[0]?.thing
