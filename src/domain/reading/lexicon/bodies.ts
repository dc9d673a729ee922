/** Who may be asked to put a thing right, by the last word of their name. */
import { listed } from './words.ts'

export const ORGANS = listed(`
  公司 物业 村委会 村委 居委会 交管站 交警队 交警 派出所 供电所 电力公司 电力 水务站 水利站 水管所 自来水公司 水厂 林业站 自然资源所 国土所 住建办 规划办 农业服务中心 社会事务办 应急站 应急办 消防站 消防队
  养护站 公路站 公路局 路政 环卫所 环卫 学校 小学 中学 卫生院 业主 房东 老板 施工方 施工队 企业 厂方 厂 合作社 项目部 管理处 管理站 管理所 市场办 电信 移动公司 移动 联通 广电 村 社区 站 所 办 局 队 中心 委`)
