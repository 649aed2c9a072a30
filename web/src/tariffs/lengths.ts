const UNITS: Record<string, number> = { '': 1, m: 1, min: 1, h: 60, d: 1440 }

/** "90", "90 min", "1 h 30", "2 d" as minutes; nothing where it is no length of time. */
export function readMinutes(typed: string): number | undefined {
  const text = typed.trim().toLowerCase()
  if (!/^(\d{1,6}\s*(d|h|min|m)?\s*)+$/.test(text)) return undefined
  return [...text.matchAll(/(\d+)\s*(d|h|min|m)?/g)].reduce(
    (total, [, count, unit]) => total + Number(count) * (UNITS[unit ?? ''] ?? 1),
    0,
  )
}

/** "7", "730", "7.30" as 07:30 and the like; what is no time of day stays as it was typed. */
export function readTime(typed: string): string {
  const match = /^(\d{1,2})[:.h]?(\d{2})?$/.exec(typed.trim())
  if (!match) return typed.trim()
  const time = `${(match[1] ?? '').padStart(2, '0')}:${match[2] ?? '00'}`
  return /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(time) ? time : typed.trim()
}
