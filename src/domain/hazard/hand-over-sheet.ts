/** 移送单: what whoever takes over has to know, from the record alone; a decision or a penalty stands nowhere in it. */
import type { Line, Outbound } from '../kernel/message.ts'
import type { DecisionContext } from '../kernel/situation.ts'
import { dayOf, saidDay, saidTime } from '../kernel/time.ts'
import { cardMessage, known } from '../kernel/words.ts'
import { reporterWords, stateWords } from '../record/filing.ts'
import type { Rec } from '../record/record.ts'
import { measuresOf } from './measures.ts'
import { picturesOf } from './pictures.ts'
import { hazardWords } from './words.ts'

/** Whole days after the due date; 0 while it is not over. */
export const daysLate = (g: DecisionContext, { dueOn }: Pick<Rec, 'dueOn'>): number =>
  dueOn ? Math.max(0, Math.round((Date.parse(dayOf(g.now, g.tz)) - Date.parse(dueOn)) / 86_400_000)) : 0

/** Its lines, the same on the card and through the API. */
export function handOverLines(g: DecisionContext, hazard: Rec): Line[] {
  const { fields, dueOn } = hazard
  const late = daysLate(g, hazard)
  const { before, after } = picturesOf(hazard)
  return known([
    ['编号', hazard.no],
    ['地点', fields.place ?? fields.village],
    ['责任单位', fields.unit],
    ['责任人', hazard.ownerId && g.roster.people.get(hazard.ownerId)?.name],
    ['问题', fields.description ?? hazard.text.slice(0, 200)],
    ['类型', fields.kind],
    ['等级', fields.severity ?? '一般'],
    ['上报', `${saidTime(hazard.reportedAt, g.tz)} ${reporterWords(g, hazard)}`],
    ['整改期限', dueOn && `${saidDay(dueOn, g)}${late ? `（超期${late}天）` : ''}`],
    ['状态', stateWords(hazard)],
    ['五落实', measuresOf(hazard)],
    ['挂牌督办', fields.listed_supervision],
    ['移交', fields.transferred_to],
    ['部门答复', fields.transfer_answer],
    ['照片', hazardWords.beforeAfter(before.length, after.length)],
  ])
}

export const handOverSheet = (g: DecisionContext, hazard: Rec): Outbound =>
  cardMessage(
    {
      title: hazardWords.handOverSheet(hazard.no),
      tone: 'info',
      lines: handOverLines(g, hazard),
      note: hazardWords.notAPenalty,
    },
    hazard.drill,
  )
