/** A code that holds until the end of a day, on the clock of whoever makes it. */
export function endOfDay(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + 1).toISOString()
}

export function lastDay(until: string): string {
  const last = new Date(Date.parse(until) - 1)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${last.getFullYear()}-${two(last.getMonth() + 1)}-${two(last.getDate())}`
}
