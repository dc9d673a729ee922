/** Sentences of people moved out of danger. */

export const evacuationWords = {
  noneMoved: (village = '') => `今天没有记录到${village}转移的人数。`,
  moved: (village = '', people: number, households: number, left: number, leftHouseholds: number) =>
    `今天${village}已转移${households ? `${households}户` : ''}${people ? `${people}人` : ''}${left || leftHouseholds ? `，还没转${leftHouseholds ? `${leftHouseholds}户` : ''}${left ? `${left}人` : ''}` : ''}。`,
  evacuationKept: (no: string, what: string) => `已记转移 ${no}：${what}。`,
} as const
