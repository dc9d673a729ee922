/**
 * Messages about warnings as counties, cities, stations and officers write them, by somebody who had not seen how they are
 * read: after the last one, which kind stands in which colour where.
 */

/** A CAP message, by what its codes say; `codes` are villages' names or codes. */
export interface Coded {
  id: string
  type?: 'Alert' | 'Update' | 'Cancel'
  follows?: string
  minute?: number
  infos: { event: string; severity?: string; codes?: string[]; desc?: string; headline?: string; more?: string }[]
}
export type Step =
  /** By the API, to go out at once. */
  | string
  /** By the API with parts given beside the text. */
  | { original: string; villages?: string[]; grids?: string[] }
  /** Pasted by the officer, as it is or behind a word of command, then 确认发布. */
  | { officer: string }
  | { cap: Coded }
  /** An entry of the national list, by the code of its region; confirmed by the officer. */
  | { feed: { region: string; headline: string; text: string } }

export interface Told {
  what: string
  steps: Step[]
  /** `暴雨 yellow 石岭村、下坪村第一网格`; `all` is the whole township. */
  stands: string[]
  /** The last message calls nobody: it waits for the officer. */
  held?: true
  /** What the officer reads of the last message. */
  card?: RegExp
  /** What may stand instead, waiting for the officer. */
  or?: string[]
}

export const FIRST: Told[] = [
  {
    what: 'an issue for the county, with what was seen and where it came from',
    steps: [
      '青溪县气象台2026年11月24日09时35分发布暴雨蓝色预警信号：过去6小时，我县部分乡镇出现50毫米以上降水，强降水仍将持续。请注意防范。（预警信息来源：国家预警信息发布中心）',
    ],
    stands: ['暴雨 blue all'],
  },
  {
    what: 'a heading in brackets, townships seen and to come',
    steps: [
      '【暴雨橙色预警】青溪县气象台24日9时20分发布暴雨橙色预警信号：目前青溪镇、官桥镇、白石乡已出现50毫米以上强降水，预计未来3小时上述乡镇及茶山乡降水仍将持续，请注意防范。',
    ],
    stands: ['暴雨 orange all'],
  },
  {
    what: 'upgraded',
    steps: [
      '青溪县气象台11月24日8时发布暴雨蓝色预警信号：预计未来12小时我县有暴雨。',
      '青溪县气象台11月24日9时50分将暴雨蓝色预警信号升级为暴雨橙色预警信号：预计未来3小时我县大部乡镇降雨量将达50毫米以上，请注意防范。',
    ],
    stands: ['暴雨 orange all'],
  },
  {
    what: 'downgraded for named townships, the colour alone behind it, others go on',
    steps: [
      '青溪县气象台11月24日8时发布暴雨橙色预警信号：预计未来3小时青溪镇、官桥镇有大暴雨。',
      '影响我县青溪镇和官桥镇的强降水云团已减弱。青溪县气象台11月24日09时55分将青溪镇、官桥镇暴雨橙色预警信号降级为黄色，其余乡镇暴雨黄色预警信号仍生效。',
    ],
    stands: ['暴雨 yellow all'],
  },
  {
    what: 'upgraded elsewhere, ours among the rest that goes on',
    steps: [
      '青溪县气象台11月24日8时发布暴雨黄色预警信号：预计未来6小时我县有暴雨。',
      '青溪县气象台11月24日9时55分将官桥镇、白石乡暴雨黄色预警信号升级为橙色，其余镇街暴雨黄色预警信号继续生效。',
    ],
    stands: ['暴雨 yellow all'],
  },
  {
    what: 'lifted',
    steps: [
      '青溪县气象台11月24日8时发布暴雨黄色预警信号：预计未来6小时我县有暴雨。',
      '青溪县气象台2026年11月24日09时58分解除暴雨黄色预警信号。',
    ],
    stands: [],
  },
  {
    what: 'one goes on, another ends, in one sentence',
    steps: [
      '青溪县气象台11月24日8时发布暴雨黄色预警信号：预计未来6小时我县有暴雨。',
      '青溪县气象台11月24日8时10分发布大风蓝色预警信号：预计未来24小时我县有大风。',
      '青溪县气象台11月24日9时50分继续发布暴雨黄色预警信号，解除大风蓝色预警信号。',
    ],
    stands: ['暴雨 yellow all'],
  },
  {
    what: '变更…为…',
    steps: [
      '青溪县气象台11月24日8时发布大风蓝色预警信号：预计未来24小时我县有大风。',
      '青溪县气象台11月24日9时40分变更大风蓝色预警信号为大风黄色预警信号：预计今天夜间我县阵风可达9级。',
    ],
    stands: ['大风 yellow all'],
  },
  {
    what: 'updated for more villages',
    steps: [
      '青溪县气象台11月24日8时30分发布雷电黄色预警信号：预计未来3小时石岭村、下坪村有雷电活动。',
      '青溪县气象台11月24日9时30分更新雷电黄色预警信号：预计未来3小时石岭村、下坪村、云峰村有雷电活动，可能伴有短时强降水。',
    ],
    stands: ['雷电 yellow 石岭村、下坪村、云峰村'],
  },
  {
    what: 'lifted for a part, a named part goes on',
    steps: [
      '青溪县自然资源局11月24日7时发布地质灾害气象风险橙色预警：预计未来24小时石岭村、下坪村、云峰村发生地质灾害的风险高。',
      '青溪县自然资源局11月24日9时50分解除石岭村、下坪村地质灾害气象风险橙色预警，云峰村地质灾害气象风险橙色预警继续生效。',
    ],
    stands: ['地质灾害气象风险 orange 云峰村'],
  },
  {
    what: 'three clauses 一、二、三、 each with an action of its own',
    steps: [
      '青溪县水利局、青溪县气象局11月24日7时联合发布山洪灾害气象风险黄色预警：预计未来24小时石岭村、下坪村、云峰村可能发生山洪。',
      '青溪县水利局、青溪县气象局11月24日9时45分联合发布：一、解除下坪村山洪灾害气象风险黄色预警；二、将石岭村山洪灾害气象风险黄色预警升级为橙色预警；三、云峰村继续维持山洪灾害气象风险黄色预警。',
    ],
    stands: ['山洪灾害气象风险 orange 石岭村', '山洪灾害气象风险 yellow 云峰村'],
  },
  {
    what: 'traditional characters',
    steps: [
      '青溪縣氣象臺2026年11月24日9時45分發佈雷電黃色預警信號：預計未來6小時石嶺村、雲峰村有雷電活動，請注意防範。',
    ],
    stands: ['雷电 yellow 石岭村、云峰村'],
  },
  {
    what: 'blanks between the characters, full-width figures',
    steps: [
      '青 溪 县 气 象 台 １１ 月 ２４ 日 ９ 时 ４６ 分 发 布 大 雾 橙 色 预 警 信 号 ：预 计 未 来 ６ 小 时 梅 坑 村 有 大 雾 。',
    ],
    stands: ['大雾 orange 梅坑村'],
  },
  {
    what: 'another county’s, for itself',
    steps: ['永明县气象台11月24日9时40分发布暴雨红色预警信号：预计未来3小时我县有特大暴雨，请立即防范。'],
    stands: [],
    held: true,
  },
  {
    what: 'the city’s, naming our county among others',
    steps: ['泉南市气象台11月24日9时40分发布暴雨橙色预警信号：预计未来3小时青溪县、永明县有大暴雨，请注意防范。'],
    stands: ['暴雨 orange all'],
  },
  {
    what: 'the city’s, naming other counties only',
    steps: ['泉南市气象台11月24日9时41分发布暴雨橙色预警信号：预计未来3小时永明县、德山县有大暴雨，请注意防范。'],
    stands: [],
    held: true,
  },
  {
    what: 'the city’s, for all of it',
    steps: ['泉南市气象台11月24日9时42分发布寒潮蓝色预警信号：预计未来48小时全市最低气温下降8℃以上。'],
    stands: ['寒潮 blue all'],
  },
  {
    what: 'seen in one township, to come in villages here',
    steps: [
      '青溪县气象台11月24日9时43分发布雷电黄色预警信号：目前我县官桥镇已出现雷电，预计未来2小时石岭村、大枫村、双溪村将受雷电影响，请加强防范。',
    ],
    stands: ['雷电 yellow 石岭村、大枫村、双溪村'],
  },
  {
    what: 'rain measured in villages, to come in all of the township',
    steps: [
      '青溪县气象台11月24日9时44分发布暴雨橙色预警信号：过去3小时石岭村降雨68.5毫米、梅坑村55.2毫米，预计未来3小时全镇累积雨量将达50毫米以上。',
    ],
    stands: ['暴雨 orange all'],
  },
  {
    what: 'two signals with their areas in brackets',
    steps: ['青溪县气象台11月24日9时30分发布大风蓝色（全县）、暴雨黄色（石岭村、上坪村）预警信号，请注意防范。'],
    stands: ['大风 blue all', '暴雨 yellow 石岭村、上坪村'],
  },
  {
    what: 'one upgraded, another ended by 同时',
    steps: [
      '青溪县气象台11月24日8时发布暴雨橙色预警信号：预计未来3小时我县有大暴雨。',
      '青溪县气象台11月24日8时发布雷电黄色预警信号：预计未来6小时我县有雷电。',
      '青溪县气象台11月24日9时30分将暴雨橙色预警信号升级为暴雨红色预警信号，同时解除雷电黄色预警信号。',
    ],
    stands: ['暴雨 red all'],
  },
  {
    what: 'two offices together, groups of a village in brackets',
    steps: [
      '青溪县自然资源局、青溪县气象局11月24日09时联合发布地质灾害气象风险橙色预警：预计11月24日09时至25日09时，石岭村（3组、5组）、柳湾村局部发生地质灾害的可能性大，请加强巡查。',
    ],
    stands: ['地质灾害气象风险 orange 石岭村、柳湾村'],
  },
  {
    what: 'the forest fire headquarters',
    steps: [
      '青溪县森林草原防灭火指挥部办公室11月24日9时发布森林火险橙色预警：11月24日至27日，全县森林火险等级高，严禁一切野外用火。',
    ],
    stands: ['森林火险 orange all'],
  },
  {
    what: 'passed on by the township’s flood office',
    steps: [
      {
        officer:
          '青溪镇防汛办转发：青溪县气象台11月24日9时32分发布暴雨黄色预警信号：预计未来6小时我县南部乡镇降雨量将达50毫米以上。请各村（社区）做好防范。',
      },
    ],
    stands: ['暴雨 yellow all'],
  },
  {
    what: 'pasted by the officer behind a few words',
    steps: [
      {
        officer:
          '转县里刚发的：青溪县气象台11月24日9时33分发布道路结冰黄色预警信号：预计未来12小时云峰村、竹园村有道路结冰。',
      },
    ],
    stands: ['道路结冰 yellow 云峰村、竹园村'],
  },
  {
    what: 'CAP: the county, then the township downgraded, then cancelled',
    steps: [
      { cap: { id: 'a1', infos: [{ event: '暴雨', severity: 'Severe', codes: ['350599'] }] } },
      {
        cap: {
          ...{ id: 'a2', type: 'Update', follows: 'a1', minute: 10 },
          infos: [{ event: '暴雨', severity: 'Moderate', codes: ['350599128000'] }],
        },
      },
      {
        cap: {
          ...{ id: 'a3', type: 'Cancel', follows: 'a2', minute: 20 },
          infos: [{ event: '暴雨', severity: 'Moderate', codes: ['350599'] }],
        },
      },
    ],
    stands: [],
  },
  {
    what: 'CAP: codes of villages here and of a township elsewhere',
    steps: [
      {
        cap: {
          id: 'b1',
          infos: [{ event: '雷电', codes: ['石岭村', '350599129000', '老街社区'], desc: '石岭村、官桥镇、老街社区' }],
        },
      },
    ],
    stands: ['雷电 yellow 石岭村、老街社区'],
  },
  {
    what: 'CAP: our village’s code, its area in foreign words',
    steps: [
      { cap: { id: 'c1', infos: [{ event: '冰雹', severity: 'Severe', codes: ['竹园村'], desc: 'Zhuyuan Village' }] } },
    ],
    stands: ['冰雹 orange 竹园村'],
  },
  {
    what: 'CAP: one village made red, the others stay',
    steps: [
      { cap: { id: 'd1', infos: [{ event: '暴雨', severity: 'Severe', codes: ['石岭村', '下坪村', '云峰村'] }] } },
      {
        cap: {
          ...{ id: 'd2', type: 'Update', follows: 'd1', minute: 5 },
          infos: [{ event: '暴雨', severity: 'Extreme', codes: ['云峰村'] }],
        },
      },
    ],
    stands: ['暴雨 red 云峰村', '暴雨 orange 石岭村、下坪村'],
  },
  {
    what: 'CAP: a Cancel before its Alert, then an Alert of its own',
    steps: [
      {
        cap: {
          ...{ id: 'e2', type: 'Cancel', follows: 'e1', minute: 5 },
          infos: [{ event: '大雾', codes: ['350599128000'] }],
        },
      },
      { cap: { id: 'e1', infos: [{ event: '大雾', codes: ['350599128000'] }] } },
      { cap: { id: 'e3', minute: 10, infos: [{ event: '大雾', severity: 'Severe', codes: ['沙洲村'] }] } },
    ],
    stands: ['大雾 orange 沙洲村'],
  },
  {
    what: 'CAP: two infos of one kind, a village within the township higher',
    steps: [
      {
        cap: {
          id: 'f1',
          infos: [
            { event: '暴雨', severity: 'Moderate', codes: ['350599128000'] },
            { event: '暴雨', severity: 'Extreme', codes: ['石岭村'] },
          ],
        },
      },
    ],
    stands: [
      '暴雨 red 石岭村',
      '暴雨 yellow 下坪村、上坪村、梅坑村、罗塘村、沙洲村、柳湾村、云峰村、竹园村、大枫村、双溪村、老街社区',
    ],
  },
  {
    what: 'all in one colour, 其中 some in another',
    steps: ['青溪县气象台11月24日9时31分发布全县暴雨黄色预警信号，其中石岭村、梅坑村为暴雨橙色预警信号，请注意防范。'],
    stands: [
      '暴雨 orange 石岭村、梅坑村',
      '暴雨 yellow 下坪村、上坪村、罗塘村、沙洲村、柳湾村、云峰村、竹园村、大枫村、双溪村、老街社区',
    ],
  },
  {
    what: 'a typhoon by number and name, with towns it will land between',
    steps: [
      '青溪县气象台11月24日9时发布台风橙色预警信号：今年第25号台风“天琴”将于今天夜间在泉南到漳南一带沿海登陆，受其影响，我县12小时内平均风力可达10级以上。',
    ],
    stands: ['台风 orange all'],
  },
  {
    what: '继续发布 in brackets, at the same colour',
    steps: [
      '青溪县气象台11月24日7时发布高温橙色预警信号：预计今天我县最高气温将达37℃以上。',
      '青溪县气象台于2026年11月24日9时30分继续发布[高温橙色]预警信号：预计今天我县最高气温仍将达37℃以上。',
    ],
    stands: ['高温 orange all'],
  },
  {
    what: 'lifted without a colour',
    steps: [
      '青溪县气象台11月24日6时发布寒潮蓝色预警信号：预计未来48小时我县气温下降8℃以上。',
      '青溪县气象台11月24日9时50分解除寒潮预警信号。',
    ],
    stands: [],
  },
  {
    what: 'lifted all at once, without a kind',
    steps: [
      '青溪县气象台11月24日6时发布大风蓝色预警信号：预计未来24小时我县有大风。',
      '青溪县气象台11月24日6时发布雷电黄色预警信号：预计未来6小时我县有雷电。',
      '青溪县气象台11月24日9时55分发布：目前我县天气过程已结束，解除全部预警信号。',
    ],
    stands: [],
    or: ['大风 blue all', '雷电 yellow all'],
  },
  {
    what: 'downgraded by two for one village',
    steps: [
      '青溪县气象台11月24日8时发布暴雨橙色预警信号：预计未来3小时我县有大暴雨。',
      '青溪县气象台11月24日9时20分将云峰村暴雨橙色预警信号降级为暴雨蓝色预警信号。',
    ],
    stands: [
      '暴雨 blue 云峰村',
      '暴雨 orange 石岭村、下坪村、上坪村、梅坑村、罗塘村、沙洲村、柳湾村、竹园村、大枫村、双溪村、老街社区',
    ],
  },
  {
    what: 'two days old',
    steps: ['青溪县气象台11月22日9时发布暴雨橙色预警信号：预计未来3小时我县有大暴雨。'],
    stands: [],
    held: true,
    card: /过期|已过/,
  },
  {
    what: 'last year’s',
    steps: ['青溪县气象台2025年11月24日9时发布暴雨红色预警信号：预计未来3小时石岭村有特大暴雨，请立即转移。'],
    stands: [],
    held: true,
    card: /2025年/,
  },
  {
    what: 'in force from tomorrow',
    steps: ['青溪县气象台11月24日9时发布低温冻害橙色预警信号，自11月25日20时起生效：预计我县高海拔山区有冻害。'],
    stands: [],
    held: true,
  },
  {
    what: 'grids from … to …',
    steps: [
      '青溪县自然资源局11月24日9时发布地质灾害气象风险红色预警：预计未来6小时石岭村第一至第三网格风险很高，请立即转移。',
    ],
    stands: ['地质灾害气象风险 red 石岭村第一网格、石岭村第二网格、石岭村第三网格'],
  },
  {
    what: 'a grid lifted out of its village',
    steps: [
      '青溪县自然资源局11月24日8时发布地质灾害气象风险红色预警：预计未来6小时石岭村风险很高。',
      '青溪县自然资源局11月24日9时30分解除石岭村第二网格地质灾害气象风险红色预警。',
    ],
    stands: ['地质灾害气象风险 red 石岭村第一网格、石岭村第三网格、石岭村第四网格、石岭村第五网格'],
  },
  {
    what: 'villages by short names, 三村',
    steps: ['青溪县气象台11月24日9时34分发布暴雨橙色预警信号：预计未来3小时青溪镇石岭、下坪、云峰三村有大暴雨。'],
    stands: ['暴雨 orange 石岭村、下坪村、云峰村'],
  },
  {
    what: 'villages by short names, 等村',
    steps: ['青溪县气象台11月24日9时35分发布大风黄色预警信号：预计未来6小时青溪镇石岭、梅坑、罗塘等村阵风可达9级。'],
    stands: ['大风 yellow 石岭村、梅坑村、罗塘村'],
  },
  {
    what: 'along the river, a community among villages',
    steps: [
      '青溪县水利局11月24日9时发布洪水黄色预警：受上游来水影响，请沿河的沙洲村、柳湾村和老街社区做好低洼地带人员转移。',
    ],
    stands: ['洪水 yellow 沙洲村、柳湾村、老街社区'],
  },
  {
    what: 'of the national list, for our township',
    steps: [
      {
        feed: {
          region: '350599',
          headline: '青溪县气象台发布暴雨红色预警/Ⅰ/特别严重',
          text: '青溪县气象台11月24日9时38分发布暴雨红色预警信号：过去3小时青溪镇降雨量已达80毫米，预计未来3小时青溪镇石岭村、双溪村降雨量仍将达100毫米以上。',
        },
      },
    ],
    stands: ['暴雨 red 石岭村、双溪村'],
  },
  {
    what: 'a Cancel of something unknown while another identifier of its sender stands',
    steps: [
      { cap: { id: 'g1', infos: [{ event: '霜冻', codes: ['350599'] }] } },
      { cap: { id: 'g3', type: 'Cancel', follows: 'g2', minute: 5, infos: [{ event: '霜冻' }] } },
    ],
    stands: ['霜冻 yellow all'],
    held: true,
    card: /g2/,
  },
  {
    what: 'a gauge in one village, another village warned',
    steps: [
      '青溪县气象台11月24日9时36分发布暴雨橙色预警信号：石岭村雨量站1小时降雨45毫米，预计未来3小时双溪村降雨量将达50毫米以上。',
    ],
    stands: ['暴雨 orange 双溪村'],
  },
  {
    what: 'a reach of the river between two villages',
    steps: ['青溪县水文站11月24日9时15分发布洪水橙色预警：预计未来6小时青溪沙洲村至柳湾村河段将超警戒水位1.2米。'],
    stands: ['洪水 orange 沙洲村、柳湾村'],
  },
  {
    what: 'goes on, for all where it was for one',
    steps: [
      '青溪县气象台11月24日7时发布大雾黄色预警信号：预计未来6小时云峰村有大雾。',
      '青溪县气象台11月24日9时继续发布大雾黄色预警信号：预计未来6小时我县仍有大雾。',
    ],
    stands: ['大雾 yellow all'],
  },
  {
    what: '将…等2个村…变更为橙色',
    steps: [
      '青溪县气象台11月24日8时发布暴雨红色预警信号：预计未来3小时石岭村、下坪村有特大暴雨。',
      '青溪县气象台11月24日9时50分将石岭村、下坪村等2个村暴雨红色预警信号变更为橙色。',
    ],
    stands: ['暴雨 orange 石岭村、下坪村'],
  },
  {
    what: '撤销',
    steps: [
      '青溪县气象台11月24日7时发布大雾橙色预警信号：预计未来6小时我县有大雾。',
      '青溪县气象台11月24日9时40分撤销大雾橙色预警信号。',
    ],
    stands: [],
  },
  {
    what: '【预警解除】 in the head',
    steps: [
      '青溪县气象台11月24日3时发布霜冻蓝色预警信号：预计未来6小时我县有霜冻。',
      '【预警解除】青溪县气象台11月24日09时解除霜冻蓝色预警信号，各村恢复正常田间管理。',
    ],
    stands: [],
  },
  {
    what: 'the end said behind its name',
    steps: [
      '青溪县气象台11月24日7时发布大风蓝色预警信号：预计未来24小时我县有大风。',
      '青溪县大风蓝色预警信号已于11月24日9时55分解除。',
    ],
    stands: [],
  },
  {
    what: '由橙色下调为黄色',
    steps: [
      '青溪县气象台11月24日8时发布暴雨橙色预警信号：预计未来3小时我县有大暴雨。',
      '青溪县气象台11月24日9时30分将暴雨预警信号由橙色下调为黄色。',
    ],
    stands: ['暴雨 yellow all'],
  },
  {
    what: '由黄色提升至红色, for two villages',
    steps: [
      '青溪县气象台11月24日7时发布暴雨黄色预警信号：预计未来6小时我县有暴雨。',
      '青溪县气象台11月24日9时30分将石岭村、大枫村暴雨预警信号由黄色提升至红色。',
    ],
    stands: [
      '暴雨 red 石岭村、大枫村',
      '暴雨 yellow 下坪村、上坪村、梅坑村、罗塘村、沙洲村、柳湾村、云峰村、竹园村、双溪村、老街社区',
    ],
  },
  {
    what: 'all townships but ours',
    steps: ['青溪县气象台11月24日9时37分发布冰雹橙色预警信号：预计未来6小时我县除青溪镇外的其余乡镇有冰雹。'],
    stands: [],
    held: true,
  },
  {
    what: 'villages given beside a text that names another',
    steps: [
      {
        original: '青溪县气象台11月24日9时38分发布雷雨大风黄色预警信号：预计未来6小时云峰村有雷雨大风。',
        villages: ['石岭村'],
      },
    ],
    stands: ['雷雨大风 yellow 石岭村'],
  },
  {
    what: 'signed by somebody with a village’s name',
    steps: ['青溪县气象台11月24日9时39分发布干旱橙色预警信号：我县旱情持续，请节约用水。签发：李云峰 值班员：陈大枫'],
    stands: ['干旱 orange all'],
  },
  {
    what: 'a reservoir with a village’s name, another village below it',
    steps: [
      '青溪县水利局11月24日9时42分发布山洪灾害气象风险橙色预警：双溪水库水位上涨较快，预计未来3小时水库下游的石岭村可能发生山洪，请立即转移危险区人员。',
    ],
    stands: ['山洪灾害气象风险 orange 石岭村'],
  },
]

export const SECOND: Told[] = [
  {
    what: 'a bulletin with its number and date ahead, the signal below',
    steps: [
      '青溪县气象灾害预警信号\n第128号\n签发人：王建国\n青溪县气象台2026年11月24日9时20分发布暴雨黄色预警信号：预计未来6小时，青溪镇、白石乡、官桥镇累积雨量可达50毫米以上，请注意防范。\n防御指南：\n1.政府及相关部门按照职责做好防暴雨工作；\n2.切断低洼地带有危险的室外电源。',
    ],
    stands: ['暴雨 yellow all'],
  },
  {
    what: 'levels in Roman figures only',
    steps: [
      '青溪县自然资源局与青溪县气象局11月24日9时联合发布地质灾害气象风险预警（Ⅲ级）：未来24小时罗塘村、双溪村发生地质灾害风险较高。',
    ],
    stands: ['地质灾害气象风险 yellow 罗塘村、双溪村'],
  },
  {
    what: 'goes on at a lower colour, 继续发布并降级',
    steps: [
      '青溪县气象台11月24日7时发布大风橙色预警信号：预计未来12小时我县有大风。',
      '青溪县气象台11月24日9时30分继续发布大风预警信号，并由橙色降为黄色：预计未来12小时我县平均风力6级。',
    ],
    stands: ['大风 yellow all'],
  },
  {
    what: 'lifted for the township with its county ahead',
    steps: [
      '青溪县气象台11月24日7时发布暴雨蓝色预警信号：预计未来12小时我县有暴雨。',
      '青溪县气象台11月24日9时30分解除青溪县青溪镇、官桥镇暴雨蓝色预警信号。',
    ],
    stands: [],
  },
  {
    what: 'lifted for all villages but two',
    steps: [
      '青溪县气象台11月24日7时发布大雾黄色预警信号：预计未来12小时我县有大雾。',
      '青溪县气象台11月24日9时30分解除除云峰村、竹园村外的大雾黄色预警信号。',
    ],
    stands: ['大雾 yellow 云峰村、竹园村'],
  },
  {
    what: 'an extension of validity',
    steps: [
      '青溪县气象台11月24日7时发布寒潮蓝色预警信号：预计未来24小时我县气温下降8℃。',
      '青溪县气象台11月24日9时40分将寒潮蓝色预警信号有效时间延长至25日20时。',
    ],
    stands: ['寒潮 blue all'],
  },
  {
    what: 'a wider area: 范围扩大至',
    steps: [
      '青溪县气象台11月24日8时发布雷电黄色预警信号：预计未来6小时石岭村有雷电。',
      '青溪县气象台11月24日9时30分将雷电黄色预警信号范围扩大至石岭村、上坪村、下坪村。',
    ],
    stands: ['雷电 yellow 石岭村、上坪村、下坪村'],
  },
  {
    what: 'two kinds with one verb each, one in brackets',
    steps: [
      '【暴雨橙色】【雷电黄色】青溪县气象台11月24日9时41分发布暴雨橙色、雷电黄色预警信号：预计未来3小时柳湾村、沙洲村有强降水并伴有雷电。',
    ],
    stands: ['暴雨 orange 柳湾村、沙洲村', '雷电 yellow 柳湾村、沙洲村'],
  },
  {
    what: 'passed on twice with arrows and a person’s name',
    steps: [
      {
        officer:
          '【转发】@各网格员 云峰：青溪县气象台11月24日9时42分发布冰雹橙色预警信号：预计未来2小时上坪村、下坪村有冰雹，请做好防护。',
      },
    ],
    stands: ['冰雹 orange 上坪村、下坪村'],
  },
  {
    what: 'the city for three counties, ours upgraded',
    steps: [
      '泉南市气象台11月24日8时发布台风黄色预警信号：预计未来24小时全市风力8级。',
      '泉南市气象台11月24日9时43分将永明县、青溪县、德山县台风黄色预警信号升级为橙色，其他县维持黄色。',
    ],
    stands: ['台风 orange all'],
  },
  {
    what: 'the city’s lift does not end the county’s',
    steps: [
      '青溪县气象台11月24日8时发布霜冻黄色预警信号：预计今夜我县有霜冻。',
      '泉南市气象台11月24日9时44分解除霜冻黄色预警信号。',
    ],
    stands: ['霜冻 yellow all'],
    held: true,
  },
  {
    what: 'another county’s lift of the same kind and colour',
    steps: [
      '青溪县气象台11月24日8时发布霾橙色预警信号：预计未来12小时我县有重度霾。',
      '永明县气象台11月24日9时45分解除霾橙色预警信号。',
    ],
    stands: ['霾 orange all'],
    held: true,
  },
  {
    what: 'villages with 片区 and 沿线 behind them',
    steps: [
      '青溪县交警大队、青溪县气象台11月24日9时联合发布道路结冰橙色预警：预计未来6小时云峰村至竹园村沿线、大枫村片区道路结冰。',
    ],
    stands: ['道路结冰 orange 云峰村、竹园村、大枫村'],
  },
  {
    what: 'all of it, 特别是 some',
    steps: [
      '青溪县气象台11月24日9时46分发布暴雨橙色预警信号：预计未来3小时我县有大暴雨，特别是石岭村、梅坑村要防范山洪。',
    ],
    stands: ['暴雨 orange all'],
  },
  {
    what: 'grids of two villages',
    steps: [
      '青溪县自然资源局11月24日9时发布地质灾害气象风险橙色预警：石岭村第二、第四网格和罗塘村第一网格风险高，请加密巡查。',
    ],
    stands: ['地质灾害气象风险 orange 石岭村第二网格、石岭村第四网格、罗塘村第一网格'],
  },
  {
    what: 'grids by figures, from … to …, then one lifted',
    steps: [
      '青溪县自然资源局11月24日8时发布地质灾害气象风险橙色预警：罗塘村1至4号网格风险高。',
      '青溪县自然资源局11月24日9时30分解除罗塘村3号网格地质灾害气象风险橙色预警。',
    ],
    stands: ['地质灾害气象风险 orange 罗塘村第一网格、罗塘村第二网格、罗塘村第四网格'],
  },
  {
    what: 'three clauses by semicolons, of one kind',
    steps: [
      '青溪县气象台11月24日7时发布暴雨橙色预警信号：预计未来6小时我县有大暴雨。',
      '青溪县气象台11月24日9时30分变更暴雨预警信号：石岭村升级为红色；云峰村、竹园村降级为黄色；其余各村橙色继续有效。',
    ],
    stands: [
      '暴雨 red 石岭村',
      '暴雨 yellow 云峰村、竹园村',
      '暴雨 orange 下坪村、上坪村、梅坑村、罗塘村、沙洲村、柳湾村、大枫村、双溪村、老街社区',
    ],
  },
  {
    what: '由…升级为…, kinds ahead, for one community',
    steps: [
      '青溪县气象台11月24日7时发布高温黄色预警信号：预计今天我县最高气温35℃以上。',
      '青溪县气象台11月24日9时30分将老街社区高温预警信号由黄色升级为橙色。',
    ],
    stands: [
      '高温 orange 老街社区',
      '高温 yellow 石岭村、下坪村、上坪村、梅坑村、罗塘村、沙洲村、柳湾村、云峰村、竹园村、大枫村、双溪村',
    ],
  },
  {
    what: 'CAP: an Update with AllClear in its words and an area of one village',
    steps: [
      { cap: { id: 'h1', infos: [{ event: '大风', severity: 'Severe', codes: ['沙洲村', '柳湾村'] }] } },
      {
        cap: {
          ...{ id: 'h2', type: 'Cancel', follows: 'h1', minute: 5 },
          infos: [{ event: '大风', severity: 'Severe', codes: ['柳湾村'] }],
        },
      },
    ],
    stands: ['大风 orange 沙洲村'],
  },
  {
    what: 'CAP: a Cancel without any area',
    steps: [
      { cap: { id: 'i1', infos: [{ event: '冰雹', severity: 'Severe', codes: ['沙洲村', '柳湾村'] }] } },
      { cap: { id: 'i2', type: 'Cancel', follows: 'i1', minute: 5, infos: [{ event: '冰雹', severity: 'Severe' }] } },
    ],
    stands: [],
  },
  {
    what: 'CAP for three infos of one kind, one colour each',
    steps: [
      {
        cap: {
          id: 'j1',
          infos: [
            { event: '暴雨', severity: 'Minor', codes: ['350599'] },
            { event: '暴雨', severity: 'Severe', codes: ['石岭村', '双溪村'] },
            { event: '暴雨', severity: 'Extreme', codes: ['双溪村'] },
          ],
        },
      },
    ],
    stands: [
      '暴雨 red 双溪村',
      '暴雨 orange 石岭村',
      '暴雨 blue 下坪村、上坪村、梅坑村、罗塘村、沙洲村、柳湾村、云峰村、竹园村、大枫村、老街社区',
    ],
  },
  {
    what: 'by text, then in codes for less, then lifted in words',
    steps: [
      '青溪县气象台11月24日8时50分发布雷雨大风橙色预警信号：预计未来3小时我县有雷雨大风。',
      { cap: { id: 'k1', minute: 10, infos: [{ event: '雷雨大风', severity: 'Extreme', codes: ['梅坑村'] }] } },
      '青溪县气象台11月24日9时30分解除雷雨大风橙色预警信号。',
    ],
    stands: ['雷雨大风 red 梅坑村'],
  },
  {
    what: 'the list, of the city, for counties ours among them',
    steps: [
      {
        feed: {
          region: '350500',
          headline: '泉南市气象台发布雷电黄色预警/Ⅲ/较重',
          text: '泉南市气象台11月24日9时40分发布雷电黄色预警信号：预计未来3小时，德山县、青溪县有雷电活动，局地伴有短时强降水。',
        },
      },
    ],
    stands: ['雷电 yellow all'],
  },
  {
    what: 'traditional, changed and lifted',
    steps: [
      '青溪縣氣象臺11月24日8時發佈暴雨橙色預警信號：預計未來3小時石嶺村、梅坑村有大暴雨。',
      '青溪縣氣象臺11月24日9時20分解除石嶺村暴雨橙色預警信號，梅坑村繼續生效。',
    ],
    stands: ['暴雨 orange 梅坑村'],
  },
  {
    what: 'full-width figures and brackets, an exception',
    steps: ['青溪县气象台１１月２４日９时３１分发布大风黄色预警信号（全镇，老街社区除外）：预计未来６小时阵风８级。'],
    stands: ['大风 yellow 石岭村、下坪村、上坪村、梅坑村、罗塘村、沙洲村、柳湾村、云峰村、竹园村、大枫村、双溪村'],
  },
  {
    what: 'upgraded where nothing stands here, for a neighbour',
    steps: ['青溪县气象台11月24日9时32分将茶山乡暴雨黄色预警信号升级为暴雨红色预警信号。'],
    stands: [],
    held: true,
  },
  {
    what: 'ended by name in a list of what still holds',
    steps: [
      '青溪县气象台11月24日7时发布大风蓝色预警信号：预计未来24小时我县有大风。',
      '青溪县气象台11月24日7时10分发布霜冻蓝色预警信号：预计今夜我县有霜冻。',
      '青溪县气象台11月24日9时33分解除大风蓝色预警信号；霜冻蓝色预警信号继续生效。',
    ],
    stands: ['霜冻 blue all'],
  },
  {
    what: 'first seen and named, then 以上区域',
    steps: [
      '青溪县气象台11月24日9时34分发布暴雨红色预警信号：过去1小时双溪村、大枫村降雨已达60毫米，预计未来3小时以上区域仍有强降雨，请立即转移。',
    ],
    stands: ['暴雨 red 双溪村、大枫村'],
  },
  {
    what: 'a school and a clinic named for villages',
    steps: [
      '青溪县气象台11月24日9时35分发布雷电橙色预警信号：预计未来2小时我县有强雷电，石岭村小学、梅坑村卫生室请停止户外活动。',
    ],
    stands: ['雷电 orange all'],
  },
  {
    what: 'a wrong colour lifted beside the right one',
    steps: [
      '青溪县气象台11月24日8时发布沙尘暴黄色预警信号：预计未来6小时我县有沙尘。',
      '青溪县气象台11月24日9时36分解除沙尘暴橙色预警信号。',
    ],
    stands: ['沙尘暴 yellow all'],
    held: true,
  },
]
