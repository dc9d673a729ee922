/** How somebody in charge tells a village what to do, and how a village answers. */
import { listed } from './words.ts'

/** Between the village and what it is to do. */
export const LEADS_TO_ORDER = listed(
  '村 村里 村委 村干部 支书 书记 主任 信息员 网格员 各组 你们 你们村 的 请 麻烦 务必 必须 要 把 再 先 也 都 马上 立即 立刻 赶紧 赶快 尽快 抓紧 迅速 现在 今晚 今天 今夜 晚上 现在就 速 速去',
)
/** What is to be done. */
export const TO_BE_DONE = listed(
  '派人 派个 派一 派两 派几 派三 派车 派员 派民兵 派干部 安排 组织 通知 敲门 上门 清点 统计 上报 核实 检查 排查 巡查 巡逻 加强 看一下 看看 去看 去查 去敲 去守 去拉 去叫 查一下 盯 守 封 拉警戒 拉绳 拉线 关闭 打开 停 转移 撤离 疏散 劝离 叫醒 叫应 接 送 搬 抽水 清理 疏通 落实 准备 做好 设 两头 桥两头 路两头 路口 桥头 值守 把',
)
/** That an answer is wanted. */
export const ANSWER_WANTED = listed(
  '回话 回复我 回我 报我 报结果 报情况 报给我 告诉我 反馈 回个话 回信 报站里 报值班室 前报 内报 后报 向我报告',
)
/** By whoever does it themselves, or what is done already: no order. */
export const NO_ORDER = listed('我 我们 已 已经 正在 刚 是否 有没有')
/** How it is answered. */
export const ANSWERS_ORDER = listed(
  '收到 好的 马上去 已 已经 派了 去了 到了 正在 在守 守着 封了 拉好 拉了 通知了 敲了 安排了 组织了 安排好 落实 办好 弄好 查了 看了 清点 都撤 转移了 人到位 明白',
)
