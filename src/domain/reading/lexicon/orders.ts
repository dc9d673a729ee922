/** How leaders say who is to do what. */
import { listed } from './words.ts'

/** Before whoever is to do it. */
export const TELLS = listed(`
  责成 交办 交给 交由 交 转交 转给 转告 转 通知 告诉 提醒 安排 派给 派 请 让 叫 由 催下 催 责令 要求 指定 委托 ask tell 给`)
/** After whoever is to do it. */
export const DOES = listed(`
  牵头 负责 办理 跟进 落实 处理 督办 跟办 盯着 盯到底 盯 去 来 查 核 报 把 立即 马上 尽快 今天 今晚 明天 明早 本周 周 月底 会同 配合 组织 带队 派 按 在 再 逐 对接 主办 承办 办 抓 拿 写 做 设 清`)
/** What an order is marked with. */
export const MARKS = listed('批示 交办 请督办 督办 批 阅示 领导批示 领导交办 书记批 镇长批 已阅 阅 指示')
/** Bodies and posts that orders go to, by their last words. */
export const BODIES = listed(`
  水利站 应急站 林业站 供电所 派出所 财政所 国土所 自然资源所 安监站 安监办 住建办 规建办 民政办 卫健办 教育办 经发办 工业办 农办 党政办 办公室 值班室 社会事务办 农服中心 综治中心 市监所 交通站 交管站 司法所 卫生院 物资组 城管队 消防站 消防队 宣传口 团委
  督查室 水务所 平安办 妇联 学校 站 所 办 局 队 组 委 中心`)
/** Titles that follow a surname. */
export const OFFICES = listed(`
  副镇长 副乡长 副书记 副主任 副站长 镇长 乡长 书记 主任 站长 所长 局长 队长 组长 科长 股长 委员 干事 会计 支书 村长 校长 院长 总工 经理 老师 师傅 同志 工 站 镇 总 科`)
/** Nobody by name. */
export const NO_BODIES = listed(`
  各 你 我 他 她 它 大家 这 那 下面 督办 谁 安安 里 县里 镇里 村里 站里 今 明 后 本 周 月 年 要 不 别 先 再 把 给 办 阅 处 看 简报 纪要 说法 意见 第 两 三 一 何 什么 材料 名单 结果 数字 情况 有关 相关 所有 全体 单位 单子 回话 意 情 到 清 补 重 抓 宣传要 文字
  施工 家 钱 车 人 群众 医院 学校 幼儿园 安置点 哪`)
/** Behind the name of a matter. */
export const MATTERS = listed('那条 那单 嗰单 那件 这件 那份 一事 的事 那起 那段 的问题 问题')
