/** Words that go on behind a place and are no part of it: when, what happened, to whom, what is said. */
import { listed } from './words.ts'

const WHEN = listed('今天 今早 今晨 今晚 今日 昨 前天 刚 现在 目前 已 正 又 再 还 都 也 突然 马上 连日 持续')
const POINTS_AT = listed('这边 那边 这里 那里 那个 这个 那家 这家 那段 这段 那 这 上面 沿线 沿路')
const LINKS = listed('没 无 未 被 因 由于 受 因为 遭 至 往 向 从 与 跟 ， 是 在 要 想 需 等村 等地 太近')
const WEATHER = listed(`
  洪水 暴雨 大雨 强降雨 降雨 雨停 发大水 下雨 下冰雹 大风 刮 吹 打雷 雷 冰雹 地震 结冰 下雪 积雪 干旱 缺水 没水 水位 水深`)
const HAPPENS = listed(`
  发生 发现 出现 滑坡 塌方 他方 踏方 榻方 踏了 溜坡 垮 塌 崩 落石 滚石 滚下 掉 山洪 内涝 积水 进水 涨水 漫 倒灌 淹 泡 冲毁 冲垮 冲走 冲 着火 起火 失火 火灾 冒烟 燃 烧 爆炸 泄漏 渗 管涌 冒 溃 决口 翻 撞
  追尾 车祸 交通事故 溺水 落水 触电 中毒 停电 断电 停水 过火 连环 洪水 洪涝 泥石流 泥实流 爆燃 漏气`)
const DEFECTS = listed(`
  裂 开裂 鼓 歪 斜 倾斜 倒 断 堵 坏 破 缺 松 翘 脱 老化 裸露 飞线 乱 私拉 违规 私自 占 存在 堆 放 摆 里长满 长满`)
const BEFALLS = listed('被困 受伤 死 伤 失联 失踪 转移 撤 疏散 接到 受威胁 受灾 受影响 集中 投亲')
const STATES = listed('隐患 险情 灾情 情况 一切 正常 平安 无险 巡查 监测 地灾点监测')
const WHOM = listed(`
  人员 群众 老百姓 老板 信息员 网格员 护林员 共 约 大约 大概 差不多 全部 全体 所有`)
const SAYS = listed(`
  说 称 报告 汇报 来报 反馈 落实 完成 进展 申请 请 建议 麻烦 应转 整改 修好 换好 清理 拆 扑 灭火 承包 拿 警示`)
const THINGS = listed(`
  路基 电线 线路 灭火器 行车 货车 客车 轿车 面包车 电动车 摩托 三轮 水稻 玉米 烤烟 农作物 庄稼 稻 田 房屋 民房 住房 安全出口 消防通道 液化气 围挡 螺丝 临水侧 临崖侧 软管 井盖 广告牌 护栏`)

export const PLACE_ENDS: readonly (readonly string[])[] = [
  WHEN,
  POINTS_AT,
  LINKS,
  WEATHER,
  HAPPENS,
  DEFECTS,
  BEFALLS,
  STATES,
  WHOM,
  SAYS,
  THINGS,
]

/** The same, unless they go on so: 就业, 有限公司, 的士. */
export const PLACE_ENDS_UNLESS: readonly (readonly [word: string, on: string])[] = [
  ['就', '业'],
  ['有', '限'],
  ['的', '士'],
  ['安置', '点|房|小区'],
  ['村民', '委'],
  ['工人', '村'],
  ['处', '理'],
  ['附近', '的'],
  ['到', '户'],
  ['车', '库|站|间'],
  ['火', '车'],
  ['烟', '花'],
  ['和', '[\\u4e00-\\u9fa5]'],
]
/** The same, where they go on so: 下大雨, 漏气, 路断. */
export const PLACE_ENDS_ON: readonly (readonly [word: string, on: string])[] = [
  ['下', '大|暴|雨|雪|冰'],
  ['漏', '气|油|电|水'],
  ['水', '浑|黄|大|都|已|又|很|太|从'],
  ['挡墙.{0,2}', '垮|塌|鼓|裂'],
  ['边坡', '还|掉|塌|垮|滑|松|有'],
  ['等', '[\\d一二三四五六七八九]'],
  ['起', '风|雾|大风|火'],
  ['[A-Za-z]{3,9}', '[!！,，。\\s]|$'],
  ['真', '的|是|滑|塌|垮|着'],
  ['井', '干|水|里'],
  ['路', '断|堵|不通|面|滑|被'],
  ['人', '都|没|莫'],
  ['河水', '倒灌|漫|涨|上涨|已|进|冲'],
  ['一', '辆|台|名|个|户|棵|根|处|段|片|块|条|栋|间|截|家|位|股'],
  ['两', '辆|台|名|个|户|棵|根|处'],
  ['\\d{1,3}', '户|人|间|亩|个|名|处|头|时|点|分|月|日|:|：|米|公里|公分|厘米|方'],
  ['[一二两三四五六七八九十百]{1,4}', '户|人|间|亩|个|名|处|头|时|点|分|米|方|家'],
]
