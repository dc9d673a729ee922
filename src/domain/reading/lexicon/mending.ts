/** How the mending of a hazard is told of: begun, promised, put off, and why. */
import { listed } from './words.ts'

/** Before a day: by then it ought to be done. */
export const PROMISES = listed('预计 估计 争取 计划 大概 大约 保证 力争 确保 打算 最迟 承诺')
/** Nothing was done. */
export const NOT_BEGUN = listed('整改不了 没法整改 没法改 没法修 没法弄 不同意 搁置 停着 未整改 没人管 没人来修')
/** It is being done. */
export const UNDER_WAY = listed('报修 正在 整改中 进行中 施工中 进场 开工 动工 备料')
export const DOING = listed('修 弄 搞 做 换 拆 加固 施工 整改 装 砌 焊 挖 铺')
export const ARRANGED = listed('联系 下单 订 采购 报 安排 开始')
/** Before a later day. */
export const PUT_OFF = listed(`
  延到 延至 延期到 延期至 挪到 延后到 推后到 放到 拖到 延长到 延长至 推到 推至 推迟到 推迟至 宽限到 宽限至 展期到 展期至 改到 改至 改为 改成 放宽到 缓到 申请到 调整到 调整至 调整为`)
/** Why it takes longer. */
export const CAUSES = listed(`
  未 不 缺 下雨 停 坏 涨 等 忙 请假 审批 资金 材料 设备 还在 要重新 困难 天气 生病 工期 赶不 来不及 断货 定制 采购 拖 走 难 少 晚 慢 阻 反对 争议 农忙 过年 放假 招标 手续 外出 住院 雨季 订 进不`)
/** It was done, in answer to an order. */
export const CARRIED_OUT = listed('处理 完成 处置 办结 执行 部署 关闭 封闭 清场 设置 安排 封路 拉警戒')
