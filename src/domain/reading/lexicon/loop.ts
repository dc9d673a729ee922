/** How the way of a hazard is told of: how far its mending is, what somebody found who looked again, who is to see to it. */
import { listed } from './words.ts'

/** One that both know of. */
export const THAT_ONE = listed(
  '那条 那个 那处 那件 那起 那家 那项 那宗 那一条 那一个 那一处 这条 这个 这处 这件 这项 这一条 嗰条',
)
export const SAID_BEFORE = listed('上次 上回 上个月 上周 昨天 前天 今早 早上 上午 下午 刚才 刚刚 前几天 前面 之前 以前')
export const TOLD_WITH = listed('报的 说的 提的 讲的 查的 登记的 上报的 发现的 检查的')
export const ITSELF = listed('隐患 问题 事情 事 毛病')

/** What is done with a fault, and how it shows that it was done. */
export const MENDS = listed(
  '弄 搞 修 整改 改 清理 清 换 装 处理 做 拆 补 填 疏通 加固 搬 挪 堵 封 焊 接 贴 移 锯 砍 挖 盖 刷 铺 砌 围 拉 理 架 扎 钉 灌 抽 排 撤 配 买 办 解决 整 完成 落实',
)
export const MENDED = listed(
  '好 完 掉 妥 定 毕 空 起 干净 到位 通 走 新 牢 齐 稳 上 成 开 净 平 紧 严实 结实 利索 清爽',
)
export const ALL_DONE = listed('搞定 完工 完成 到位 完毕 好了 解决 处理完毕 竣工 齐活 整改完成 全部整改')
/** It has begun and goes on. */
export const BEGUN = listed(
  '警戒带 警戒线 警示牌 临时围 开始 进场 开工 动工 动手 施工中 在施工 着手 正在 在弄 在修 在搞 在改 在整改 在处理 在做 在换 在装 在清 在拆 整改中 派人 安排人 安排了人 安排师傅 叫了师傅 请了师傅 喊了师傅 叫了人 请了人 喊了人 叫人去 喊人去 联系好 联系了 约好了 报修了 下单 备料 启动整改 先拉 先围 先用 师傅来了 工人来了 工程队来了 施工队来了 开干 开整 干起来',
)
/** It is not done, or something is waited for. */
export const NOT_YET = listed('没 没有 未 尚未 还没 还没有 冇 没得')
export const LACKING = listed(
  '材料没到 材料还没到 配件没到 配件还没 没材料 缺材料 缺配件 没货 没钱 没到货 等材料 等配件 等师傅 等资金 等人 等货 差配件 差材料 资金没 钱没到位 没批下来 等审批 等批 来不及 弄不完 弄不了 改不了 修不了 搞不完 搞不了 做不完 完不成 顾不上 没空',
)
export const HALF = listed('一半 大半 一部分 部分 还剩 还差 差一点 差不多 快好了 快弄好 快修好 快完了 剩下 就剩 只剩')
/** A day ahead, or a word for one. */
export const AHEAD = listed(
  '明天 后天 大后天 明早 明晚 下周 下星期 下个月 月底 年底 过两天 过几天 这两天 这几天 今晚 晚点 等下 等会 待会 一会儿 马上 尽快 抓紧 争取 预计 预备 计划 打算 准备 保证 力争 估计 大概 周末 过后 之前 以前 日前 号前 天内 日内 点前',
)
/** What somebody wants. */
export const WANTED = listed(
  '希望 要求 请 务必 必须 应该 应当 需要 得 限 赶紧 赶快 催 督促 责令 什么时候 抓紧时间 能不能 可不可以 要',
)

/** Somebody looked again. */
export const LOOKED_AGAIN = listed('复查 复验 复核 验收 验 核查 回访 核验 重新检查 现场核实')
export const LOOKED_THERE = listed(
  '现场核过 核过 核过了 核了 去核了 现场看了 现场看过 去现场看了 去看了 去看过 看了 看过 到现场看了 查看了 核实了 看过了 实地看了 现场查看 现场核查 我看了',
)
export const IN_ORDER = listed(
  '通过 合格 无误 无问题 没问题 没有问题 没毛病 没得问题 过关 过了 达标 可以 可以了 OK ok 到位 符合要求 合要求 没啥问题 验过了 行了 行 满意 整改到位 落实到位 整改好了 弄好了 修好了',
)
export const CLOSES = listed('销号 销案 销了 销掉 销 核销 闭环 消号 勾掉')
/** Closed, where somebody looked: 闸门关了 alone is no word on it. */
export const CLOSED_TOO = listed('关了 关掉 关闭 关 结了 结掉 结案 办结 了结 勾了 划掉 划了')
export const CLOSING = listed('同意 可以 准予 请 给 予以 就 准许 建议 能 直接 帮 麻烦')
/** And it was not in order. */
export const SENDS_BACK = listed(
  '退回 退回去 退回来 退回整改 退回重改 打回 打回去 打回来 打回重做 打回重改 返工 重弄 重做 重修 重改 重装 重整 重新弄 重新做 重新改 重新整改 重新修 重新搞 重搞 重焊 重砌 重铺 重贴 重换 重刷 重新焊 重新装 重新砌 继续整改 继续改 再改 再弄 再整改 不同意销号 不能销号 不予销号 不准销号 销不了 不能销 驳回 莫销 莫销号 别销 别销号 不要销 不要销号 不销 不销号 莫关 别关 不要关 莫忙销',
)
export const FAILS = listed(
  '没通过 没有通过 未通过 不通过 不合格 没过 不过关 没过关 不达标 不到位 不行 不合要求 没合格 不能通过 过不了',
)
/** What was wrong shows again. */
export const CAME_BACK = listed(
  '反弹 复发 死灰复燃 老样子 回潮 又来了 又出现 又有 又不行 又坏 又堵 又松 又漏 又裂 又渗 又掉 又冒 又歪 又倒 又断 又脱 又乱 又占 又堆 又停 又锁 又拉 又搭 又摆 又翘 又鼓 又积 又塌 又烂 又破 又开 又挂 又丢 又没了 又不亮 又不见 又犯',
)
/** Words that stand in front and say nothing. */
export const BEFOREHAND = listed(
  '请 麻烦 把 将 给 那 好 好的 嗯 哦 对 我 我们 你们 您 帮 帮忙 就 再 现在 目前 已经 已 都 也 安安',
)
/** 局、所、站: who may be a department. */
export const DEPARTMENTS = listed(
  '住建 城管 水利 交通 林业 消防 派出所 公安 市监 市场监管 供电 电力 国土 自然资源 农业 教育 卫健 民政 环保 生态 文旅 燃气 公路 交警 综合执法 应急',
)
export const DEPARTMENT_ENDS = listed('办 所 站 局 队 中心 公司 大队 委 院 部 科 股')
/** 村里 */
export const OF_VILLAGE = listed('村里 村委 村委会 村上 村部 社区 居委 居委会 本村 我们村')
/** Not so, but so. */
export const WRONG_SAID = listed(
  '错了 写错 报错 说错 弄错 搞错 打错 填错 记错 不对 有误 更正 改一下 改成 改为 应该是 应为',
)

/** What was said is meant to be as if it had not been. */
export const TAKEN_BACK = listed('撤销 撤回 撤了 撤掉 作废 取消 不算 当没 别管 不用管')
