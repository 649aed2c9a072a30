export const LONGEST_PLATE = 12

export type PlateFault =
  { fault: 'missing' | 'short' } | { fault: 'long'; max: number } | { fault: 'character'; character: string }

/** Upper case, as on the car; spaces and hyphens stay as typed, for the person's own eye. */
export function writePlate(typed: string): string {
  return typed.toLocaleUpperCase('en').replace(/\s+/g, ' ').trimStart()
}

export function plateFault(plate: string): PlateFault | undefined {
  const stray = /[^\p{L}\p{N} -]/u.exec(plate)
  if (stray) {
    return { fault: 'character', character: stray[0] }
  }
  const length = plate.replace(/[ -]/g, '').length
  if (length === 0) return { fault: 'missing' }
  if (length < 2) return { fault: 'short' }
  if (length > LONGEST_PLATE) return { fault: 'long', max: LONGEST_PLATE }
  return undefined
}

/** Spaces, hyphens and case are for the eye: the same car either way. */
export function samePlate(a: string, b: string): boolean {
  return bare(a) === bare(b)
}

function bare(plate: string): string {
  return plate.replace(/[ -]/g, '').toLocaleUpperCase('en')
}
