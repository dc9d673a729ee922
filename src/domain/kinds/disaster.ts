import { asking, type Kind } from './kind.ts'

/** 灾情险情. Asked in the order of the report elements: 地点 何事 伤亡 影响 处置 需求. */
export const disaster: Kind = {
  noun: '灾情险情',
  fields: {
    stage: { label: '阶段' }, kind: { label: '类型' }, place: { label: '地点' }, time: { label: '时间' }, as_of: { label: '截至' },
    deaths: { label: '死亡', unit: '人' }, missing: { label: '失踪', unit: '人' }, injured: { label: '受伤', unit: '人' }, trapped: { label: '被困', unit: '人' }, trapped_suspected: { label: '可能有人被困' }, rescued: { label: '已救出', unit: '人' },
    affected_households: { label: '受灾', unit: '户' }, affected_people: { label: '受灾', unit: '人' }, threatened_households: { label: '受威胁', unit: '户' }, threatened_people: { label: '受威胁', unit: '人' },
    evacuated_households: { label: '已转移', unit: '户' }, evacuated_people: { label: '已转移', unit: '人' }, shelter: { label: '安置在' },
    houses_collapsed_rooms: { label: '倒房', unit: '间' }, houses_collapsed_households: { label: '倒房', unit: '户' }, houses_severe_rooms: { label: '严重损坏', unit: '间' }, houses_minor_rooms: { label: '一般损坏', unit: '间' },
    houses_damaged_rooms: { label: '房屋受损', unit: '间' }, houses_damaged_households: { label: '房屋受损', unit: '户' }, houses_flooded_households: { label: '进水', unit: '户' },
    crop_area_mu: { label: '农作物受灾', unit: '亩' }, crop_lost_area_mu: { label: '绝收', unit: '亩' }, burned_area_mu: { label: '过火', unit: '亩' }, livestock_lost: { label: '牲畜', unit: '头只' }, direct_loss_wan: { label: '直接损失', unit: '万元' },
    road_status: { label: '道路' }, power_status: { label: '供电' }, comm_status: { label: '通信' }, water_status: { label: '供水' }, power_out_households: { label: '停电', unit: '户' },
    fire_out: { label: '已扑灭' }, need_help: { label: '需要支援' }, needs: { label: '需要' }, reporter: { label: '联系人' }, phone: { label: '电话' },
  },
  missing: asking([
    [['place', 'village', 'stake'], '在哪个村、哪个组？'],
    [['injured', 'deaths', 'trapped', 'trapped_suspected'], '有没有人受伤或被困？'],
    [['kind'], '是什么情况（滑坡、进水、着火……）？'],
    [['affected_households', 'affected_people', 'threatened_households', 'threatened_people', 'houses_flooded_households', 'houses_collapsed_rooms', 'road_status'], '影响到多少户、路通不通？'],
    [['evacuated_people', 'evacuated_households', 'fire_out'], '人转移了吗，转到哪里？'],
    [['need_help', 'needs'], '需要镇里派什么支援？'],
  ]),
}
