/** Photos as they go over a thin line. */

/** Smaller files go as they are, with all that the camera wrote into them. */
const AS_IT_IS = 1.5 * 1024 * 1024
const LONGEST_PX = 2048
/** What the server takes. */
export const MOST_PHOTO = 10 * 1024 * 1024

/** A photo that a thin line carries: a large one is drawn smaller; what cannot be drawn stays as it is. A copy: the file may be gone later. */
export async function forTheLine(file: File): Promise<Blob> {
  const copy = new Blob([await file.arrayBuffer()], { type: file.type })
  if (copy.size <= AS_IT_IS) return copy
  try {
    const drawn = await createImageBitmap(copy)
    const by = Math.min(1, LONGEST_PX / Math.max(drawn.width, drawn.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(drawn.width * by)
    canvas.height = Math.round(drawn.height * by)
    canvas.getContext('2d')!.drawImage(drawn, 0, 0, canvas.width, canvas.height)
    drawn.close()
    const smaller = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.8))
    return smaller && smaller.size < copy.size ? smaller : copy
  } catch {
    return copy
  }
}
