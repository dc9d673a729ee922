/** Which photos show a hazard as it was found, and which as it was put right: told by when they came, by no mark. */

/** 整改前 · 整改后. What came once somebody had begun to put it right, or had said that it was done, shows it afterwards. */
export type Stage = 'before' | 'after'

export function stageOf(photo: { at: Date }, moves: readonly { to: string; at: Date }[]): Stage {
  const begun = moves.find((m) => m.to === 'rectifying' || m.to === 'recheck')
  return begun && photo.at >= begun.at ? 'after' : 'before'
}
