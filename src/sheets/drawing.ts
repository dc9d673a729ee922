/** Small pictures that stand in cells of a sheet (ECMA-376 part 1, 20.5). */
import { DECLARED, OFFICE, RELS } from './xml.ts'

/** A JPEG of so many pixels. */
export interface Thumbnail {
  bytes: Uint8Array
  width: number
  height: number
}

/** A cell that shows a picture. */
export interface Picture {
  /** The small picture; undefined where there is none to show. */
  thumbnail(): Promise<Thumbnail | undefined>
  /** Said instead. */
  otherwise: string
}
export const isPicture = (v: unknown): v is Picture => typeof v === 'object' && v !== null && 'thumbnail' in v

/** A picture with its place, counted from 0. */
export interface Placed extends Thumbnail {
  row: number
  column: number
}

/** Pixels of the sheet that a picture fills at most. */
export const SHOWN = { width: 88, height: 64 }
const EMU_A_PIXEL = 9525
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006'

/** The parts of a sheet's pictures: the pictures, where each stands, and the links between. @param first number of the first picture in the book */
export function* drawn(
  n: number,
  first: number,
  pictures: readonly Placed[],
): Generator<[string, string | Uint8Array]> {
  for (const [i, { bytes }] of pictures.entries()) yield [`xl/media/image${first + i}.jpeg`, bytes]
  yield [
    `xl/worksheets/_rels/sheet${n}.xml.rels`,
    `${DECLARED}<Relationships xmlns="${RELS}"><Relationship Id="rId1" Type="${OFFICE}/drawing" Target="../drawings/drawing${n}.xml"/></Relationships>`,
  ]
  yield [
    `xl/drawings/_rels/drawing${n}.xml.rels`,
    `${DECLARED}<Relationships xmlns="${RELS}">${pictures.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/image" Target="../media/image${first + i}.jpeg"/>`).join('')}</Relationships>`,
  ]
  yield [
    `xl/drawings/drawing${n}.xml`,
    `${DECLARED}<xdr:wsDr xmlns:xdr="${DRAWING}/spreadsheetDrawing" xmlns:a="${DRAWING}/main" xmlns:r="${OFFICE}">${pictures.map(anchor).join('')}</xdr:wsDr>`,
  ]
}

function anchor(p: Placed, i: number): string {
  const scale = Math.min(SHOWN.width / p.width, SHOWN.height / p.height)
  const [cx, cy] = [Math.round(p.width * scale * EMU_A_PIXEL), Math.round(p.height * scale * EMU_A_PIXEL)]
  const gap = 3 * EMU_A_PIXEL
  return `<xdr:oneCellAnchor><xdr:from><xdr:col>${p.column}</xdr:col><xdr:colOff>${gap}</xdr:colOff><xdr:row>${p.row}</xdr:row><xdr:rowOff>${gap}</xdr:rowOff></xdr:from><xdr:ext cx="${cx}" cy="${cy}"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="${i + 1}" name="${i + 1}"/><xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId${i + 1}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${cx}" cy="${cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>`
}
