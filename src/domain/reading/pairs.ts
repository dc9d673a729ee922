/** Each two characters that stand side by side, in order: by how many of them two texts share they are compared. */
export const pairsOf = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2))
