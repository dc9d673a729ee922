/** What befalls people: in words that need no number to be understood. */
import { listed } from './words.ts'

export const BODY = listed(`
  脑壳 脑袋 脑门 后脑勺 后脑 额头 额角 脸上 脸 面部 眼睛 眼角 耳朵 鼻子 鼻梁 嘴皮 嘴唇 嘴角 下巴 脖子 肩膀 肩 胳膊肘 胳膊 手臂 手腕 手肘
  手掌 手指 手指头 手背 手心 指头 食指 指甲 双手 左手 右手 手脚 胸口 胸 后背 背部 腰杆 腰上 腰 肋骨 肋条 腿杆 腿部 腿骨 小腿 大腿 左腿 右腿 双腿 腿
  膝盖 脚踝 脚脖子 脚背 脚面 脚板 脚底板 脚杆 脚趾 脚趾头 左脚 右脚 锁骨 骨头 骨盆 肠子 脊椎 屁股 头部 头上 头皮 手 脚`)
/** Before or after 头, 手, 脚 they are none of the body's. */
export const NO_BODY_BEFORE = listed(
  '桥 山 村 码 坝 堤 龙 滩 井 街 坡 岗 坪 塘 路 水 源 里 外 后 前 墙 柱 扶 把 助 塔 灶 石 岩 坎 城 树 木 砖 罐 接 插 钻 动 着 对 选 歌 下 赶',
)
export const NO_BODY_AFTER = listed(
  '机 电 续 动 工 里 拿 推 扶 提 拉 摇 手架 下 边 步 印 踏 写 上游 天 一 车 里面 套 头上 顶',
)
export const HURT = listed(`
  断 折 破 裂 烂 流血 出血 见血 是血 带血 血 肿 烫 烧 燎 灼 起泡 起了泡 起个包 蹭 擦 划 割 夹 压 砸 扭 崴 脱臼 麻木 发麻 麻 疼 痛 青 紫
  变形 开口子 道口子 掉皮 缝 扎 卷 绞 磕 碰伤 刺 骨折 拔不出来 动不了 动不得 抬不起来 腐蚀 冻 锯 震 伤`)
/** Hurt without a limb named. */
export const INJURED = listed(`
  受伤 受了伤 负伤 挂彩 轻伤 重伤 擦伤 砸伤 摔伤 烧伤 烫伤 划伤 撞伤 压伤 扭伤 刮伤 碰伤 刺伤 割伤 咬伤 电伤 炸伤 冻伤 灼伤 拱伤 崩伤
  踩伤 挤伤 夹伤 伤着 燒傷 受商 受了轻伤 骨折 脱臼 中毒 中暑 热射病 热倒 昏迷 昏倒 昏过去 晕倒 晕了 晕过去 晕咗 熏倒 闷倒 劈倒 放倒 呛着 呛到 呛水
  呛了水 呛了口水 呛咗水 呛得 吸了烟 吸咗烟 吸入浓烟 吸多咗 触电 电到 电倒 咬了 蜇了 叮了 抽筋 抽搐 吸氧 缝针 缝了 缝七针 一瘸一拐 起泡 流血
  头晕 恶心 呕吐 烫着 烫到 砸着 砸中 打到 喊疼 喊腿疼 喊痛 发病 擦破 蹭破 破了皮 破点皮 破皮 轻症 重症 伤者 都吐 全吐 轻症 重症 呕 吐的 都吐 全吐 上吐下泻 喊不醒 叫不应 叫不醒 全是泡`)
export const DEAD = listed(`
  死亡 遇难 身亡 丧生 罹难 死了 淹死 砸死 压死 电死 撞死 烧死 冻死 热死 病死 致死 去世 没气了 没气儿 没气 断气 没了气 没抢救过来 没救过来
  没救活 没救起来 抢救无效 溺亡 人没了 人已经没了 人已经冇咗 没留住 过世 宣布死亡 当场就没得了 当场没得了 没得气了 莫得气了 么得气了 冇得气了 没得心跳 没心跳了 没了心跳 人就没得了 人没得了 人就没了 没得了 都硬了`)
export const MISSING = listed(`
  失踪 失联 失连 联系不上 没联系上 联系不到 联络不上 找不到 找不着 没找到 没找着 未找到 还没找到 没寻到 冇寻到 寻不到 未揾到 没捞着 没捞到 下落不明 不见了
  不见人 不见踪影 唔见人 唔见咗 没影了 没影 冇咗影 没有音讯 无音讯 没见着 没看到 没看见 没见上来 没见回来 没回来 没冒头 没浮上来 没露头 走丢 走失 没见 没信儿
  没摸到 没望到 没得影 么得影 没得信 没家来 没归屋 没归家 没回屋 冇归屋
  被水冲走 被冲走 叫水冲走 给水冲走 冲走 卷走 漂走 没上来 冇上来 没起来`)
export const TRAPPED = listed(`
  被困 受困 遭困 困起 困到起 卡起 埋起 压起 陷起 卡里头 卡里面 困住 困在 困喺 困到 被埋 埋住 埋在 埋压 埋到 埋着 压在 被压 压住 压着 压到的 压底下 卡在 卡住 卡着 卡到起 卡到 卡了 夹住 夹在 出不来 出唔到 出不去 下不来 上不来
  没出来 冇出来 没跑出来 没逃出来 没下来 没见下来 滞留 陷在 陷进 堵在里面 关在里面 悬在 挂在 吊着 吊在 够不着 还在里面 还在里头 还在底下 还在下面 在下面 喺下面 在底下 还在锯 还没救出来
  没救出来 未升井 站在车顶 在屋顶 屋顶蹲着 在顶楼 挥手 栽里面 掉井里 拔不出来`)
export const RESCUED = listed(`
  扯出来 扯上来 拉起 救出来 救出 获救 救起来 救起 救上来 救上岸 救下来 救下 救返 捞起来 捞起 捞上来 捞出来 挖出来 扒出来 刨出来 掏出来 拉上来 拉起来 拉出来 拽上来 拽上岸 推上岸 脱困 解救
  被救 抬出来 抬出 背出来 背出 背下来 弄出来 顶出来 接出来 救到 升井 全上岸 上来了`)
/** Things are so as well: of people only where the clause names them as what was caught. */
export const CAUGHT = listed(`
  没得了 卡起 埋起 压起 陷起 卡里头 卡里面
  压在 压住 压着 压底下 卡在 卡住 卡着 卡到起 卡到 卡了 夹住 夹在 挂在 悬在 吊着 吊在 陷在 陷进 在下面 在底下 喺下面 埋住 埋在 埋到 埋着
  漂走 卷走 冲走 压到的`)
/** Nor do these without a number. */
export const STAYED = listed(
  '下不来 上不来 没下来 没见下来 没出来 冇出来 出不去 够不着 滞留 没上来 冇上来 没起来 没见 没回来',
)
/** What is caught where no person is. */
export const THINGS = listed('轮 车头 车尾 轮胎 车门 车斗 拖斗 石头 树 砖 瓦 板 墙 杆 牛 羊 猪 鸡 狗 马 头 只 船 火 势')
/** Nobody knows. */
export const UNSURE = listed(
  `可能 疑似 好像 怕是 恐怕 估计 大概是 说不准 不晓得 不知道 不知 唔知 不确定 不清楚 也许 听说 据说 瞎传 谣言 有没有 会不会 是不是 差点 假设 别让 怕`,
)
/** 没事: nothing befell them. */
export const FINE = listed(`
  没事 没得事 没啥事 无事 莫事 冇事 无代志 没大事 没大碍 无大碍 无恙 平安 安全 好着 好好的 人都好 没得伤 莫得伤 么得伤 没受伤 没伤着 没伤到 没有受伤 跑出来了 跳下来了 没伤 无伤 冇伤`)
/** Before a word of harm: it did not happen. */
export const NOT = listed(
  '没有 没得 么得 冇得 没 无 冇 未 莫 不 别 没人 无人 冇人 莫得 唔 尚未 差点 险些 怕 防止 以免 万一 要是 如果 会不会',
)

/** Words by which people may have come to harm, though they may stand for something else: worth asking. */
export const MAY_BE_HURT = listed(`
  伤 血 疼 痛 昏 晕 吐 咬 蜇 烫 骨 肿 送医 医院 卫生院 卫生室 救护车 急救 医生 村医 120 呛 咳 缝 砸到 砸着 砸中 撞到 撞了 倒了人 摔 触电 中毒 中暑 抽筋 发病
  侧翻 翻车 翻了 追尾 撞 掉下 栽 燎 冻 头破 炸 皮 手 脚 腿 肩 脸 额 牙 肋 腰 痰 麻 没伤 没事 平安 人都 没人 受惊 命`)
export const MAY_BE_CAUGHT = listed(`
  困 埋 压 卡 陷 里面 里头 底下 下面 下不来 出不来 没出来 冇出来 屋顶 房顶 车顶 楼上 顶楼 阳台 挂 吊 井 窖 池 洞 坑 矿 电梯 船 筏 桥墩 树上 撬 救 挥手 喊 声音 声气 不应
  没起来 掉 栽 没人 有人 人还`)
export const MAY_BE_MISSING = listed(`
  找 寻 揾 搜 不见 没见 唔见 没回 没影 冇影 没上来 没下来 没起来 没捞 失 落水 溺 沉 冲走 卷走 漂走 掉河 掉水 掉江 掉塘 滑下去 水里 关机 没人接 无音讯 没信 人齐 回来 缺 少了 走散 翻船 船 冒头 看到 没看
  掉进 人都 浪`)
export const MAY_BE_DEAD = listed(`
  死 没气 走了 没了 亡 断气 抢救 呼吸 没救 没留住 心跳 没醒 没反应 瞳孔 遗体 尸 冇咗 凉了 硬了 救不 捞 没死 送走 救起来`)
/** Somebody may be in there. */
export const MAYBE_TRAPPED = listed(`
  里面有声音 里头有声音 里面有没有人 里头有没有人 里边有没有人 有没有人不清楚 有没有压着人 有没有车 有没得车 没人应 没应 不应 唔应 没回应 喊话没人 没声气 没声音 没动静 不答应 没出声 还有人没 楼上有人 底下有人 里面有人 坑底还有人
  听见有小孩哭 听得见有人 敲不开门 敲门没人 没人开 没见下来 怕是埋 可能有人 可能埋 可能被困 疑似被困 可能还有人 好像有人 怀疑有人 不知有没有人 不晓得有没有人 唔知仲有冇人 里头人看不着 不知道有没有人
  有没有人埋 有没有人困 是否有人被困 可能被埋 可能压着 疑有人 没起来`)
/** Somebody is, and nobody says how many. */
export const SOMEBODY_TRAPPED = listed(`
  有人被困 有人被埋 有人被压 有人困 有人埋 有人卡 有人在里面 有人还在里面 有人没出来 有人没跑出来 有人出不来 人被困 人被埋 人还在里面 人埋在 人困在 人卡在 压住人 压着人 埋了人 困了人 埋住人
  有人没逃出来 有人没上来 有人没下来 老小都在里面 老小还在里面 一家都在里面 全家都在里面 全家还在里面 一家人都在里面 一家人还在里面 人都在里面 人全在里面 家里人都在里面 家里人还在里面`)
/** Some are hurt, and nobody says how many. */
export const SOMEBODY_HURT = listed(`
  有人受伤 有人受了伤 有人负伤 有人伤 有人摔伤 有人砸伤 有人烧伤 有人烫伤 有人撞伤 有人被砸 有人被烧 有人流血 有人员受伤 有人挂彩 伤了人 伤到人了 伤着人了 砸到人了 砸伤人 撞到人了 撞伤人 压到人了 有伤员 有伤者 有伤亡 有人伤亡 有人员伤亡`)
/** Who is heard and not seen, what is heard of them, and what calls them for something else. */
export const HEARD_WHO = listed('有人 听见人 听到人 小孩 孩子 伢子 细伢 老人 女的 男的 妇女')
export const HEARD_CRY = listed('喊 叫 哭 呼救 求救 敲 哼 呻吟')
export const CALLED_FOR = listed('我 你 他 去 来 吃 火 转移 撤 门 麦 收 卖 话 们')
/** By itself it says that somebody calls. */
export const CRIES = listed('喊救命 呼救 求救声 敲击声 敲东西 敲墙 敲管子 敲铁 哭声 喊声 叫声 应声 挥手 在喊人救')
/** Where somebody may be who is heard: 桥底下, 涵洞里, 楼板下面. */
export const HIDES = listed(
  '桥墩 桥洞 桥底 桥头 桥 涵洞 涵管 河边 河里 河中间 河滩 河 水边 水里 岸边 对岸 渠 沟里 沟 井 坎下 坎 坡上 坡下 坡 堤 坝脚 坝 楼板 砖堆 瓦砾 废墟 预制板 土里 泥里 地窖 地下室 老屋 后山 山沟 山上 岩脚 厂房 屋里 车里',
)
/** Whose not coming home is no matter of theirs, and how it is said. */
export const NEAR_ONES = listed(
  '孩子 小孩 伢子 细伢 娃 崽 妹子 孙子 孙女 儿子 女儿 学生 老人 老人家 老伴 老头 老太 爷爷 奶奶 爸 妈 老公 老婆 媳妇 老乡',
)
export const NOT_HOME = listed(
  '没回 没到家 没到屋 没回来 没回家 没见人 没找到 没下来 没上来 不见 找不到 找不着 冇回 冇到 冇看到 冇见 未回 还没回 不晓得去',
)
