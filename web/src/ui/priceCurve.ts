import type { CurvePart } from '@/platform/api/generated'
import { formatMinutes, formatMoney, minorDigits } from '@/platform/format'
import { translate } from '@/platform/i18n'
import { type ChartColours, FONT } from './chart'

export interface CurveRow {
  label: string
  price: string
}

const DAY_MINUTES = 1440
const WEEK_MINUTES = 10_080
/** Where a curve ends at the latest. */
export const CURVE_MINUTES_MAX = WEEK_MINUTES
/** A table of more rows is no help to anybody. */
const ROWS_MAX = 48
const AXIS_STEPS = [5, 10, 15, 30, 60, 120, 180, 240, 480, 720, 1440, 2880, 5760, WEEK_MINUTES]
const AXIS_LABELS_MAX = 7

/** How far to look for a stay: a day at least, and some way beyond its end. */
export function curveMinutes(stayMinutes: number): number {
  const days = Math.ceil((stayMinutes * 1.25) / DAY_MINUTES)
  return Math.min(Math.max(days, 1) * DAY_MINUTES, CURVE_MINUTES_MAX)
}

/** What a stay of so many minutes costs; nothing where it has no price or is longer than the curve. */
export function priceAt(parts: readonly CurvePart[], minutes: number) {
  return parts.find(({ upToMinutes }) => minutes <= upToMinutes)?.price
}

/** Each part; or, where the price never rests, some lengths. */
export function curveRows(parts: readonly CurvePart[]): CurveRow[] {
  const last = parts.at(-1)?.upToMinutes ?? 0
  if (parts.length <= ROWS_MAX) {
    return parts.map(({ upToMinutes, price }) => row('upTo', upToMinutes, price))
  }
  const step = [30, 60, 120, 240, 480].find((minutes) => last / minutes <= ROWS_MAX) ?? DAY_MINUTES
  return Array.from({ length: Math.floor(last / step) }, (_, index) => {
    const minutes = (index + 1) * step
    return row('exactly', minutes, priceAt(parts, minutes))
  })
}

function row(key: 'upTo' | 'exactly', minutes: number, price: CurvePart['price']): CurveRow {
  return {
    label: translate(`ui.curve.${key}`, { length: formatMinutes(minutes) }),
    price: price ? formatMoney(price) : translate('ui.curve.none'),
  }
}

interface Drawn {
  parts: readonly CurvePart[]
  currency: string
  /** How long the stay is that one looks at. */
  chosen?: number
}

export function curveOption({ parts, currency, chosen }: Drawn, colours: ChartColours, moving: boolean) {
  const last = parts.at(-1)?.upToMinutes ?? DAY_MINUTES
  const text = { color: colours.text, fontFamily: FONT, fontSize: 13 }
  const money = (major: number) =>
    formatMoney({ amountMinor: Math.round(major * 10 ** minorDigits(currency)), currency })
  const price = chosen === undefined ? undefined : priceAt(parts, chosen)
  const mark = price && chosen !== undefined ? [chosen, major(price)] : undefined
  return {
    animation: moving,
    animationDuration: 300,
    textStyle: { fontFamily: FONT },
    grid: { left: 8, right: 20, top: 28, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'axis' as const,
      backgroundColor: colours.surface,
      borderColor: colours.line,
      textStyle: text,
      formatter: (points: unknown) => {
        const [point] = points as { axisValue: number }[]
        const minutes = Math.max(1, Math.round(point?.axisValue ?? 0))
        const { label, price: cost } = row('exactly', minutes, priceAt(parts, minutes))
        return `${label}: ${cost}`
      },
    },
    xAxis: {
      type: 'value' as const,
      min: 0,
      max: last,
      interval: AXIS_STEPS.find((step) => last / step <= AXIS_LABELS_MAX) ?? 3 * WEEK_MINUTES,
      axisTick: { show: false },
      axisLabel: {
        ...text,
        hideOverlap: true,
        formatter: (minutes: number) => (minutes ? formatMinutes(minutes) : ''),
      },
      axisLine: { lineStyle: { color: colours.line } },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value' as const,
      min: 0,
      splitNumber: 4,
      axisLabel: { ...text, formatter: money },
      splitLine: { lineStyle: { color: colours.line } },
    },
    series: [
      {
        type: 'line' as const,
        data: points(parts),
        showSymbol: false,
        lineStyle: { width: 2.5, color: colours.series[0] },
        itemStyle: { color: colours.series[0] },
        areaStyle: { opacity: 0.08, color: colours.series[0] },
      },
      ...(mark
        ? [
            {
              type: 'line' as const,
              data: [
                { value: [mark[0], 0], symbolSize: 0, label: { show: false } },
                { value: mark, symbolSize: 11 },
              ],
              symbol: 'circle',
              lineStyle: { width: 1.5, type: 'dashed' as const, color: colours.series[1] },
              itemStyle: { color: colours.series[1] },
              label: {
                show: true,
                formatter: money(mark[1] ?? 0),
                position: 'top' as const,
                distance: 8,
                align: alignOf((mark[0] ?? 0) / last),
                padding: [4, 6],
                borderRadius: 4,
                // With an edge, or the line would seem to break off where the label covers it.
                borderWidth: 1,
                borderColor: colours.series[1],
                backgroundColor: colours.surface,
                color: colours.text,
                fontFamily: FONT,
                fontSize: 14,
                fontWeight: 'bold' as const,
              },
            },
          ]
        : []),
    ],
  }
}

/** Both ends of each part: the price jumps where one ends. */
function points(parts: readonly CurvePart[]): [number, number | null][] {
  return parts.flatMap(({ upToMinutes, price }, index): [number, number | null][] => {
    const value = price ? major(price) : null
    return [
      [parts[index - 1]?.upToMinutes ?? 0, value],
      [upToMinutes, value],
    ]
  })
}

function major({ amountMinor, currency }: NonNullable<CurvePart['price']>): number {
  return amountMinor / 10 ** minorDigits(currency)
}

/** Longer stays cost more, so that the line leaves room to the left of a point; but not over the edge of the chart. */
function alignOf(share: number): 'left' | 'right' {
  return share < 0.2 ? 'left' : 'right'
}
