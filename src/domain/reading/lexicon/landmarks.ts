/** What places are called by their last word. */
import { listed } from './words.ts'

/** Below a township, and no village. */
export const LANDMARKS = listed(`
  溢洪道 水库 山塘 水塘 鱼塘 塘 水电站 电站 泵站 涵洞 涵管 河堤 堤坝 堤 大坝 坝 大桥 桥 渡口 码头 公路 国道 省道 县道 乡道 村道 机耕道 路口 路段 路 街 巷 隧道 铁路 加油站 小学
  中学 学校 幼儿园 卫生院 卫生室 敬老院 养老院 福利院 菜市场 农贸市场 市场 超市 广场 公园 工业园 产业园 园区 厂 工地 采石场 石场 矿 仓库 养殖场 猪场 林场 茶场 景区 祠堂 寺 庙 庵 河 溪
  沟 冲 坳 岭 岩 尖 崖 坡 山 湾 坑 洼 垭 垄 坪 岗 峡 洞 段 大道 小区 新村 安置点 避灾点 村部 礼堂 文化站 活动中心 车站 客运站 收费站 检查站 变电站 水厂 电厂 殿 亭 塔 楼`)
/** Places as well where the words around say so. */
export const SITES = listed(`
  屋场 院子 大院 车间 宿舍 祠 堂屋 塬 峁 梁 洼子 坝子 圩 垸 浜 荡 滩 岙 垵 坂 塆 塝 冈 港 岛 屿 湖 泡子 甸子 屯 寨 庄 营 铺 集 店 摊 馆 吧 栋 幢 单元 号楼 门口 桥头 村口
  后山 屋后 地下车库 车库 泵房 闸房 机房 灶房 猪圈 大棚 井 池 窖 仓 站 所 院 校 场 库 房 屋 家`)
