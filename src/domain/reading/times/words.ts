/** Words for days and for parts of a day. */

import { listed } from '../lexicon/words.ts'

/** How many days from today, and the part of the day that the word names besides. */
export const DAY_WORDS: Readonly<Record<string, { days: number; part?: Part }>> = {
  大前天: { days: -3 },
  前天: { days: -2 },
  前日: { days: -2 },
  前儿: { days: -2 },
  前晚: { days: -2, part: 'night' },
  前夜: { days: -2, part: 'night' },
  昨天: { days: -1 },
  昨日: { days: -1 },
  昨儿: { days: -1 },
  寻日: { days: -1 },
  琴日: { days: -1 },
  昨早: { days: -1, part: 'morning' },
  昨晚: { days: -1, part: 'night' },
  昨夜: { days: -1, part: 'night' },
  寻晚: { days: -1, part: 'night' },
  琴晚: { days: -1, part: 'night' },
  今天: { days: 0 },
  今日: { days: 0 },
  今儿: { days: 0 },
  当天: { days: 0 },
  当日: { days: 0 },
  今早: { days: 0, part: 'morning' },
  今晨: { days: 0, part: 'morning' },
  今朝: { days: 0, part: 'morning' },
  今晚: { days: 0, part: 'night' },
  今夜: { days: 0, part: 'night' },
  明天: { days: 1 },
  明日: { days: 1 },
  明儿: { days: 1 },
  听日: { days: 1 },
  明早: { days: 1, part: 'morning' },
  明晨: { days: 1, part: 'morning' },
  明晚: { days: 1, part: 'night' },
  明夜: { days: 1, part: 'night' },
  听晚: { days: 1, part: 'night' },
  后天: { days: 2 },
  后日: { days: 2 },
  后儿: { days: 2 },
  大后天: { days: 3 },
}

/** Where in the day an hour lies: 下午三点, 夜里两点. */
export type Part = 'small hours' | 'morning' | 'noon' | 'afternoon' | 'night'
export const PART_WORDS: Readonly<Record<Part, readonly string[]>> = {
  'small hours': ['凌晨', '后半夜', '下半夜'],
  morning: ['清晨', '早晨', '清早', '大清早', '早上', '早间', '上午', '上昼', '朝早', '透早', '一早', '大早上', '早'],
  noon: ['中午', '晌午', '正午'],
  afternoon: ['下午', '午后', '下昼', '后晌', '傍晚', '傍黑'],
  night: [
    '晚上',
    '夜晚',
    '晚间',
    '夜间',
    '夜里',
    '半夜',
    '深夜',
    '午夜',
    '前半夜',
    '上半夜',
    '三更半夜',
    '大晚上',
    '晚',
    '夜',
  ],
}

/** How many years, months, weeks from this one. */
export const YEAR_WORDS: Readonly<Record<string, number>> = { 前年: -2, 去年: -1, 今年: 0, 明年: 1, 来年: 1, 后年: 2 }
export const MONTH_WORDS: Readonly<Record<string, number>> = {
  上个月: -1,
  上月: -1,
  这个月: 0,
  本月: 0,
  当月: 0,
  下个月: 1,
  下月: 1,
  下下个月: 2,
}
export const WEEK_WORDS: Readonly<Record<string, number>> = { 上上: -2, 上: -1, 本: 0, 这: 0, 下: 1, 下下: 2 }
export const WEEKDAYS = '一二三四五六日'

/** Feasts of the sun. */
export const FEASTS: Readonly<Record<string, { m: number; d: number }>> = {
  元旦: { m: 1, d: 1 },
  五一: { m: 5, d: 1 },
  劳动节: { m: 5, d: 1 },
  国庆: { m: 10, d: 1 },
}
/**
 * Days that are named and not known here: feasts of the moon and turns of the sun. The calendar that comes with the engine is a day out
 * where a month of the moon begins near midnight, as at New Year 2027.
 */
export const UNKNOWN_DAYS = listed(`
  除夕 大年三十 年三十 大年初一 春节 过年 元宵 清明 端午 七夕 中元 中秋 重阳 冬至 腊八 小年 立春 雨水 惊蛰 春分 谷雨 立夏 小满 芒种 夏至 小暑 大暑 立秋 处暑 白露 秋分 寒露 霜降 立冬 小雪 大雪
  小寒 大寒`)
export const LUNAR_MONTHS = listed('正月 冬月 腊月')

/** Behind a number they make it a measure, and no day of a month: 3.5米. */
export const MEASURES = listed(`
  毫米 厘米 公分 公里 千米 米 万 亿 亩 公顷 平 % ℃ 度 元 块 倍 m k 级 吨 斤 公斤 方 立方 岁 成 折 层 楼 天 年 周 小时 分钟`)
/** Or a count: 8点20户已转移. */
export const COUNTED = listed('户 人 名 间 处 栋 台 辆 条 根 棵 头 只 个 件 箱 套')
/** Behind 3号 it is no day: 3号楼. */
export const NUMBERED = listed(`
  点 楼 线 桥 井 门 泵 机 仓 库 工 坝 车 位 令 网格 台风 泊 院 坑 柜 池 电 塔 配 变 公路 哨 路 闸 厂 房 单元 船 洞 口 片 杆 桩 屋 铺 摊 棚 炉 窑 矿 井 田 地块 文 窗 表 箱 罐 阀
  沟 墩 孔 山 岗 卡 馆 堤 丁 锅 采 台 转播 皮带 厅 楼 门 裂 滑 边坡 挡 隐患 应急 信号 首长`)
/** Before 12号 it is the number of a house. */
export const ADDRESSES = listed('巷 街 弄 路 里 坊 道 行 排 胡同')
/** Behind 三点 it is no hour: 三点要求. */
export const POINTS = listed('位 名 评 建议 要求 意见 问题 说明 注意 体会 想法 原因 措施 经验 不足 教训 内容')
export const TOLD = listed('指出 肯定 强调 提 提出 讲 讲了 有 这 共 以下 如下 归纳 总结')
