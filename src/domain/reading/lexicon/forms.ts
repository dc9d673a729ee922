/** What a form's heading says that it is. */
import type { Intent } from '../reading.ts'
import { listed } from './words.ts'

export const FORMS: readonly [Intent, readonly string[]][] = [
  [
    'hazard_report',
    listed('隐患上报 隐患报告 隐患随手拍 隐患线索 隐患举报 隐患登记 上报隐患 报隐患 发现隐患 安全隐患： 隐患： 隐患:'),
  ],
  ['rectification', listed('整改反馈 整改情况 整改完成 整改回复 整改报告 整改结果 整改进度 整改落实 隐患整改')],
  ['extension_request', listed('延期申请 申请延期 申请延长 整改延期')],
  ['evacuation', listed('转移安置 人员转移 群众转移 避险转移 紧急转移')],
  ['patrol', listed('巡查记录 巡查情况 巡查日志 巡查报告 日常巡查 每日巡查 汛期巡查 巡护记录 零报告 报平安')],
  [
    'disaster_report',
    listed(`
      初报 续报 终报 核报 首报 灾情初报 灾情续报 灾情终报 灾情快报 灾情报告 灾情速报 险情初报 险情续报 险情终报 险情快报
      险情报告 火情报告 火情快报 火情初报 事故初报 事故快报 事故报告 突发事件报告 突发事件信息 信息初报 信息续报`),
  ],
  ['handover', listed('交接班 值班交接 交班记录')],
]
