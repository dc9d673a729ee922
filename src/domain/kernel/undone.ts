/** What fell due and could not be done: somebody must know, since nobody else will see that nothing came. */
import type { Change, DeadlineKind } from './fact.ts'
import { type Ground, leaders, officers, tell } from './situation.ts'
import { cardMessage, known } from './words.ts'

const DUE_WORDS: Record<DeadlineKind, string> = {
  'report.unreceived': '无人接警的提醒和上报',
  'hazard.remind': '隐患整改提醒',
  'warning.step': '预警的下一步叫应',
  'warning.card': '预警应答卡片的更新',
  'warning.reach': '预警找不到人时的跟进',
  'drill.end': '结束演练',
  'warning.close': '到期结束预警',
  'broadcast.follow': '应急广播的跟进',
  'broadcast.sign': '电话同意的补签提醒',
}

/** The alarm to the officers and the leader on duty. @param subject the number of what it is about, where it is known. */
export function undone(g: Ground, kind: DeadlineKind, subject?: { no: string; drill: boolean }): Change[] {
  const card = cardMessage(
    {
      title: `到点没有办成：${DUE_WORDS[kind]}`,
      tone: 'danger',
      lines: [
        ...known([['编号', subject?.no]]),
        '试了几次都没有成，系统每10分钟再试。请先人工办理，并请站里查看运行日志。',
      ],
    },
    subject?.drill ?? false,
  )
  const to = new Map([...officers(g), ...leaders(g)].map((p) => [p.id, p]))
  return [...to.keys()].flatMap((id) => tell(g, id, card, { priority: 'alert' }))
}
