interface Point {
  id: string
  x: number
  y: number
}

/** Room for the widest price, in pixels of the screen. */
const PIN = { width: 104, height: 32 }
const LIFTS_MAX = 6

/**
 * How far each pin's label is raised above its point, in pixels, so that none covers another: what is covered
 * can neither be read nor pressed. Southern points go first, as they lie in front.
 */
export function liftsOf(points: readonly Point[]): Record<string, number> {
  const placed: { x: number; top: number }[] = []
  const lifts: Record<string, number> = {}
  for (const { id, x, y } of [...points].sort((a, b) => b.y - a.y || a.x - b.x)) {
    const isFree = (lift: number) =>
      placed.every((box) => Math.abs(box.x - x) >= PIN.width || Math.abs(box.top - (y - lift)) >= PIN.height)
    let step = 0
    while (step < LIFTS_MAX && !isFree(step * PIN.height)) {
      step++
    }
    lifts[id] = step * PIN.height
    placed.push({ x, top: y - step * PIN.height })
  }
  return lifts
}
