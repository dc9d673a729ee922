/** A defect: what is wrong with a thing, and what is said beside it. */
import { listed } from './words.ts'

/** How a thing is that is not as it ought to be. */
const STATES = listed(`
  裂 破 断 松 脱 翘 老化 裸 露 飞线 悬 鼓 倾 歪 斜 渗 漏 过期 失效 压力 掉 锈 腐 危 枯 坑 沉 凹 淤 深 晃 挂 垂 低 敞 陡 滑 烂 坏 损 倒 塌 空 薄 大 高 近 泡 蛀 蚁 洞 孔 积 滚 冒`)
/** What is missing, and what is too much. */
const LACKS = listed('没 无 缺 少 不见 丢 不 违 乱 超 米 厘米 公分')
/** What people do that they ought not. */
const DOINGS = listed(`
  拉 接 堵 占 堆 烧 玩水 洗澡 游泳 遮 锁 放 贴 充电 拦 埋 刮 砸 吊 卷 缠 拆 改 盖 搭 住 用 停 开 关 存 晒 影响 阻 挡`)
export const WRONGS: readonly (readonly string[])[] = [STATES, LACKS, DOINGS]

/** A clause that begins so does not describe it. */
export const ASIDES = listed(`
  请 建议 麻烦 希望 望 盼 强烈 尽快 责任单位 责任人 整改时限 整改期限 等级 级别 类别 类型 照片 图片 见图 附图 已拍照 一般隐患 重大隐患 上报人 报告人 联系人 地点 位置 时间 威胁 发现时间 我说了 我讲了
  谢谢 辛苦`)

/** What a road lacks or has too much of. */
export const ROAD_DEFECTS = listed(`
  护栏 路面 井盖 盖板 坑洼 坑坑 路基 路肩 标志 反光镜 减速带 弯道 急弯 路灯 边沟 桥面 桥栏 桥墩 桥板 栏杆 红绿灯 斑马线 占道 乱停 超载 湿滑 结冰 陡坡 落石 涵洞积 窨井`)

/** Until when it is to be put right. */
export const TERMS = listed('天内 天之内 日内 小时内 期限 时限 限期 月底 之前')
export const TERM_VERBS = listed('完成 修 整改 清 处理 搞 装 换 落实 补 弄 拆')
