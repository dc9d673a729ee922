/** Sentences of duty. */

export const dutyWords = {
  dayDuty: (d: { onSheet: number; present: number; absent: string[] }) =>
    `应到${d.onSheet}人，在岗${d.present}人${d.absent.length ? `，未见${d.absent.join('、')}` : ''}`,
  nobodyOnSheet: '值班表没有排人',
  handedOver: (from: string, to: string) =>
    `已记交接班：${from || '交班人没有写明'} → ${to || '接班人没有写明'}${from && to ? '' : '。可以直接写“张三交班给李四”'}`,
  leftToDo: (pending: string) => `\n待办：${pending}`,
  changeKept: (no: string, what: string) => `已记换班 ${no}：${what || '内容待补'}。值班表还没有改，请站里安排。`,
  presence: (here: string[], absent: string[]) =>
    `值班${here.length + absent.length}人，已签到${here.length}人${here.length ? `：${here.join('、')}` : ''}。${absent.length ? `没签到：${absent.join('、')}。` : '没有人没签到。'}`,
  youCame: (came?: string, left?: string) =>
    `您今天${came ? `${came}签到` : '没有签到记录'}${left ? `，${left}签退` : ''}。`,
  youDidNot: '没有记录到您今天签到。要签到请发“值班签到”。',
  forAPerson: (phone: string) => `这件事要由人来定，记录里没有。请问${phone ? `值班室 ${phone}` : '值班室'}。`,
  phone: (phone: string, names: string[]) =>
    `${phone ? `值班室电话 ${phone}` : '没有登记值班室电话，请问站里'}。${names.length ? `现在值班：${names.join('、')}。` : ''}个人号码安安不报，请向值班室要。`,
  forOther: (no: string) =>
    `签到、签退、交班、换班要本人、值班的人或带班领导来说。您说的已转值班员，编号 ${no}，还没有登记。`,
  noDuty: '值班表里现在没有排人，请站里尽快补上。',
  relievedBy: (names: string) => `，${names}接班`,
  present: '（有报送，视为在岗）',
} as const
