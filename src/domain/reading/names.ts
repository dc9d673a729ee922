/** Names as they are written: 古丽米热·艾比布力 with any of the dots that keyboards have, 王 䶮 with a space or none. */

/** One form for all the ways a name is written; what two people write of one name is equal in it. */
export const plainName = (written: string): string =>
  written
    .normalize('NFKC')
    .replace(/[·•‧・･∙⋅．.]/gu, '·')
    .replace(/[\p{Z}\p{C}\s]/gu, '')
    .toLowerCase()
