/** Strangers' records, and the chats Anan joins and leaves. */
import type { Change } from '../kernel/fact.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { words } from '../kernel/words.ts'
import { firstDeadline, raise } from '../report/report.ts'
import { answerReporter } from './filing.ts'
import { FIRST_STATE, type Rec } from './record.ts'

/** A stranger's record turns real when the duty officer presses 属实; from then on it is raised like any other. */
export function confirmed(s: Situation, record: Rec): Change[] {
  const to = FIRST_STATE[record.kind]
  const after: Rec = { ...record, state: to, version: record.version + 1 }
  return [
    { type: 'record.moved', id: record.id, from: 'unverified', to, note: s.person?.name },
    { type: 'deadlines.cleared', subjectId: record.id },
    ...(record.kind === 'disaster_report' ? [...raise(s, after), ...firstDeadline(s, after)] : []),
    ...answerReporter(s, record, { text: `${record.no} 已核实并登记，谢谢您。`, drill: record.drill }),
    ...reply(s, { text: `${record.no} 已登记。`, drill: record.drill }),
  ]
}

export function refused(s: Situation, record: Rec): Change[] {
  return [
    { type: 'record.moved', id: record.id, from: 'unverified', to: 'refused', note: s.person?.name },
    { type: 'deadlines.cleared', subjectId: record.id },
    ...reply(s, { text: `${record.no} 不予登记，原话仍保留备查。`, drill: record.drill }),
  ]
}

/** Added to or removed from a chat. */
export function membership(s: Situation): Change[] {
  const { event } = s
  if (event.type === 'joined')
    return [
      {
        type: 'chat.joined',
        channel: event.channel,
        chat: event.chat.id,
        kind: event.chat.kind,
        name: event.chat.name ?? '未命名的群',
      },
      ...reply(s, { text: `大家好，我是安安。${words.help.join('\n')}` }),
    ]
  if (event.type === 'left') return [{ type: 'chat.left', channel: event.channel, chat: event.chat.id }]
  return []
}
