import type { CurvePart } from '@/platform/api/generated'
import { formatMinutes, formatMoney, minorDigits } from '@/platform/format'
import type { ChartColours } from './chart'

const FONT = 'Atkinson Hyperlegible Next Variable, system-ui, sans-serif'
const AXIS_STEPS = [5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440, 2880, 5760, 10_080]
const LABELS_MAX = 7

/** Minutes and amounts as a line that jumps where the price does, and breaks off where there is none. */
export function curvePoints(parts: readonly CurvePart[], digits: number): [number, number | null][] {
  let begin = 0
  return parts.flatMap(({ upToMinutes, price }): [number, number | null][] => {
    const amount = price ? price.amountMinor / 10 ** digits : null
    const from = begin
    begin = upToMinutes
    return [
      [from, amount],
      [upToMinutes, amount],
    ]
  })
}

/** What a stay of this length costs; nothing where it has no price. */
export function priceAt(parts: readonly CurvePart[], minutes: number) {
  return parts.find(({ upToMinutes }) => minutes <= upToMinutes)?.price
}

export function curveOption(
  parts: readonly CurvePart[],
  currency: string,
  colours: ChartColours,
  moving: boolean,
) {
  const digits = minorDigits(currency)
  const axisText = { color: colours.text, fontFamily: FONT, fontSize: 13 }
  const longest = parts.at(-1)?.upToMinutes ?? 0
  const money = (amount: number) => formatMoney({ amountMinor: Math.round(amount * 10 ** digits), currency })
  return {
    animation: moving,
    animationDuration: 200,
    color: colours.series,
    textStyle: { fontFamily: FONT },
    grid: { left: 8, right: 20, top: 16, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'axis' as const,
      formatter: (shown: unknown) => {
        const [point] = shown as { value: [number, number | null] }[]
        const [minutes, amount] = point?.value ?? [0, null]
        return amount === null ? '' : `${formatMinutes(minutes)}: ${money(amount)}`
      },
      backgroundColor: colours.surface,
      borderColor: colours.line,
      textStyle: axisText,
    },
    xAxis: {
      type: 'value' as const,
      min: 0,
      max: longest,
      interval: AXIS_STEPS.find((step) => longest / step <= LABELS_MAX) ?? 43_200,
      axisLabel: { ...axisText, hideOverlap: true, formatter: (minutes: number) => formatMinutes(minutes) },
      axisLine: { lineStyle: { color: colours.line } },
      axisTick: { show: false },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value' as const,
      min: 0,
      splitNumber: 4,
      axisLabel: { ...axisText, formatter: money },
      splitLine: { lineStyle: { color: colours.line } },
    },
    series: [
      {
        type: 'line' as const,
        data: curvePoints(parts, digits),
        showSymbol: false,
        connectNulls: false,
        lineStyle: { width: 2.5 },
        areaStyle: { opacity: 0.08 },
      },
    ],
  }
}
