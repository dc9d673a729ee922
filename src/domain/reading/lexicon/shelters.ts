/** Where people find shelter. */
import { listed } from './words.ts'

export const HOUSES = listed(`
  小学避灾点 中心小学 小学 中学 学校 村部 村委会 村委 文化礼堂 礼堂 敬老院 养老院 福利院 避灾点 避灾安置点 安置点 避难场所 避难所 避险点 祠堂 活动中心 党群服务中心 服务中心 文化站 文化中心 文化广场 老年活动室
  活动室 卫生院 卫生室 幼儿园 体育馆 会议室 宾馆 酒店 旅社 民宿 招待所 镇政府 政府大院 大队部 居委会 社区 教学楼 食堂 帐篷 仓库 广场 庙里 庙`)
/** Before it. */
export const TOWARDS = listed('到 在 至 → -> 往 进 住进 转到 接到 撤到 搬到 送到 去了 回到')
