/** Words of a few characters that add to what was told before, and mean nothing alone. */
import { listed } from './words.ts'

/** Before them. */
export const WELL = listed(
  '哦 噢 嗯 呃 对了 那个 不对 不是 错了 说错了 打错了 更正 应该 应该是 就 就是 是 有 大概 大约 约 估计 差不多 起码 可能 至少',
)
/** What earth, water and damage are measured in; people and households are counted elsewhere. */
export const AMOUNTS_OF = listed(
  '立方米 立方 土方 方 平方米 平方 平米 公里 里路 公分 厘米 毫米 米 亩 分地 吨 车 棵 根 块 条 处 间房 头猪 头牛 只羊',
)
/** Behind them. */
export const MEASURED = listed('左右 上下 多 宽 长 高 深 厚 远 土 石头 泥 土石 的样子')
/** Before a spot. */
export const AT = listed('就在 就是 是在 是 在 位置在 地点在 地点是 地点 位置 靠近 挨着 靠')
/** What the name of a spot ends with. */
export const SPOTS = listed(
  '那里 那边 那块 那儿 那头 那截 那段 那个弯 这里 这边 旁边 边上 对面 后面 后头 背后 前面 下面 上面 门口 屋后 屋背 屋边 后山 路口 桥头 桥边 坡上 坡下 坎上 坎下 沟里 沟口 河边 塘边 家',
)
/** What the name of a place ends with. */
export const CALLED_PLACES = listed(
  '街 路 巷 村 寨 屯 湾 坪 坝 坳 岭 冲 坑 沟 坡 坎 塘 桥 河 溪 屋场 老屋 院子 小区 学校 小学 中学 村部 村委 厂 站 口 山 垄 洲 畈 组 队 社 头 尾 边 旁',
)
/** What is no place, where two things are set against each other. */
export const NO_PLACES = listed(
  '人 死 伤 困 演练 误报 塌 滑坡 火 烟 雷 雾 真 假 急 隐患 险情 我 你 他 刚 前面 上面 不 的事 问题 时候 昨 今 明天 说 打 写 报 搞 弄 地点 位置 地方 泥石流',
)
/** What has been done about it. */
export const MEASURES = listed(
  '警戒线 警戒带 警示带 警示牌 警示桩 隔离带 封路 路封 封了路 设卡 绕行 余火 清干净 清理干净 清完 清理完 守着 看守 值守 盯着 围起来 围好 拦起来 断电 关阀 关闸 疏散完 都撤了 人撤了 撤出来了',
)
/** What befalls somebody by itself, whatever else is going on. */
export const MISHAPS = listed(
  '摔 跌 滑倒 晕 昏 中风 抽筋 发病 犯病 心脏病 胸口痛 喘不上 咬 蜇 烫 触电 中毒 喝农药 农药 难产 要生了 噎 割伤 切到 车撞 撞到 走失 走丢',
)
/** Who is hurt while helping is hurt by the event. */
export const HELPERS = listed('救援 抢险 消防 民兵 队员 扑火 施救 救人 抢修')
/** It was no earnest. */
export const JOKES = listed('开玩笑 开个玩笑 逗你们 逗大家 闹着玩 说着玩 哈哈 嘿嘿 呵呵 笑死 😂 🤣 😄 😁')
