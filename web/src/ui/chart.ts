export interface Series {
  name: string
  /** One for each label, in the same order. */
  values: number[]
}

export interface ChartColours {
  series: string[]
  text: string
  line: string
  surface: string
}

// A canvas inherits no font.
export const FONT = 'Atkinson Hyperlegible Next Variable, system-ui, sans-serif'

interface Bars {
  labels: string[]
  series: Series[]
  format: (value: number) => string
}

/** Of whole numbers: things counted, or money in its smallest unit. */
export function barsOption({ labels, series, format }: Bars, colours: ChartColours, moving: boolean) {
  const axisText = { color: colours.text, fontFamily: FONT, fontSize: 13 }
  return {
    animation: moving,
    color: colours.series,
    textStyle: { fontFamily: FONT },
    grid: { left: 8, right: 12, top: series.length > 1 ? 40 : 16, bottom: 4, containLabel: true },
    legend: { show: series.length > 1, top: 0, left: 0, textStyle: axisText, icon: 'roundRect' },
    tooltip: {
      trigger: 'axis' as const,
      valueFormatter: (value: unknown) => format(Number(value)),
      backgroundColor: colours.surface,
      borderColor: colours.line,
      textStyle: axisText,
    },
    xAxis: {
      type: 'category' as const,
      data: labels,
      axisLabel: { ...axisText, hideOverlap: true },
      axisLine: { lineStyle: { color: colours.line } },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value' as const,
      splitNumber: 4,
      minInterval: 1,
      axisLabel: { ...axisText, formatter: format },
      splitLine: { lineStyle: { color: colours.line } },
    },
    series: series.map(({ name, values }) => ({
      type: 'bar' as const,
      name,
      data: values,
      barMaxWidth: 36,
      itemStyle: { borderRadius: [3, 3, 0, 0] },
    })),
  }
}

export function coloursNow(): ChartColours {
  const style = getComputedStyle(document.documentElement)
  const read = (name: string) => style.getPropertyValue(name).trim()
  return {
    series: [1, 2, 3, 4].map((number) => read(`--pk-series-${number}`)),
    text: read('--ui-text-muted'),
    line: read('--ui-border'),
    surface: read('--ui-bg'),
  }
}
