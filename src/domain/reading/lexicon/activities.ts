/** What kind of the station's own work was held or done. */
import type { Kinds } from '../fields/kind.ts'
import { listed } from './words.ts'

export const ACTIVITIES: Kinds = {
  演练: {
    names: listed('演练 演习 推演 桌面推演 疏散演练 逃生演练 地震跑 科目演毕 参演 紧急疏散 紧急集合演练'),
    hints: listed('疏散 集合 用时 观摩'),
  },
  培训: {
    names: listed(
      '培训 轮训 授课 上课 讲课 讲完课 学习 集中学习 心肺复苏 急救包扎 灭火器用法 实操 警示片 教我们 教会 考试 结业 参训 讲师 课上完 警示教育',
    ),
    hints: listed('学 教 课 讲 练'),
  },
  训练: {
    names: listed('训练 集训 拉练 夜训 体能 负重 练体能 水带比赛 铺设 比武 打水带'),
    hints: listed('练 队员 比赛'),
  },
  宣传: {
    names: listed(
      '宣传 宣讲 传单 单子 折页 明白卡 摆摊 展板 宣传车 喇叭 入户 进校园 进企业 进村 讲座 发放 电影 防溺水 知识讲解 参观 咨询 小课堂 板凳会 动员 防灾减灾日 安全生产月 消防日 放片',
    ),
    hints: listed('发 讲 群众 老人 学生'),
  },
  会商: {
    names: listed('会商 研判 联席会 调度会 视频连线 会商记录 会商纪要 会商结束'),
    hints: listed('气象 水利 建议 判断'),
  },
  预案: { names: listed('预案 修订 修订稿 方案改 评审 定稿 附件 上墙 应急手册'), hints: listed('稿 版 章 改') },
  复盘: {
    names: listed('复盘 总结会 评估会 捋了一遍 掰扯 检讨 回头看 短板 教训 讲评会'),
    hints: listed('问题 总结 从头'),
  },
  其他: { names: listed('慰问 走访慰问 授牌 揭牌 签约'), hints: [] },
}
/** Behind the place where it is held. */
export const HELD = listed('给 讲 开展 开 举办 举行 办 搞 做 教 放 组织 带 上了 完成 进行 召开 召集 发 摆 练 演')
/** Before a title, no part of it. */
export const BEFORE_TITLE = listed(`
  今天 今日 昨天 昨日 上午 下午 晚上 我们 我村 我镇 组织 举办 举行 开展 召开 搞了场 搞了次 搞了 搞 办了 办 做了 做 把 在 的 了 一次 一场 又 刚`)
/** Before what came of it. */
export const OUTCOMES = listed('结论 研判 议定 决定 定了 定的是 暴露问题 效果 用时 意见是')
/** What a title of an activity ends with. */
export const TITLES = listed(`
  应急演练 疏散演练 桌面推演 专项演练 转移演练 避险演练 演练 演习 推演 培训班 培训 轮训 讲座 宣讲 宣传 宣传活动 主题活动 活动 小课堂 课堂 课 会商 会商会 复盘会 复盘 评审会 修订会 预案 修订稿 训练 集训 拉练 进校园 咨询日`)
