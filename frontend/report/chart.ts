import { BarChart, type BarSeriesOption } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use, type ECharts } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

/** The outcomes of calls by hour or day; together they are the calls. */
export interface ChartData {
  readonly labels: readonly string[];
  readonly parts: readonly ChartPart[];
}

interface ChartPart {
  readonly key: string;
  readonly name: string;
  readonly values: readonly number[];
}

/** Each outcome has its token, and so much of it. */
const LOOKS: Readonly<Record<string, { readonly token: string; readonly opacity: number }>> = {
  answered: { token: "--accent", opacity: 1 },
  self_service: { token: "--accent", opacity: 0.45 },
  abandoned: { token: "--alarm", opacity: 1 },
  abandoned_short: { token: "--alarm", opacity: 0.4 },
  left_menu: { token: "--off", opacity: 0.4 },
  lost_unserved: { token: "--ink", opacity: 1 },
};
const OTHER = { token: "--off", opacity: 1 };

/** On a narrower chart the sums above the bars would run into each other. */
const NARROW_PX = 640;

/** Draw the chart and keep it as wide as its place. */
export function drawChart(place: HTMLElement, data: ChartData): ECharts {
  const chart = init(place, null, { renderer: "svg" });
  chart.setOption(optionOf(data, getComputedStyle(document.documentElement), place.clientWidth > NARROW_PX));
  new ResizeObserver(() => chart.resize()).observe(place);
  return chart;
}

function optionOf(data: ChartData, style: CSSStyleDeclaration, withSums: boolean): Parameters<ECharts["setOption"]>[0] {
  const token = (name: string): string => style.getPropertyValue(name).trim();
  const text = { color: token("--ink-soft"), fontFamily: token("--font"), fontSize: 13 };
  return {
    animation: false,
    textStyle: text,
    grid: { left: 4, right: 8, top: 40, bottom: 4, outerBoundsMode: "same" },
    legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 14, textStyle: text },
    tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, confine: true },
    xAxis: {
      type: "category",
      data: [...data.labels],
      axisTick: { show: false },
      axisLabel: text,
      axisLine: { lineStyle: { color: token("--line-strong") } },
    },
    yAxis: {
      type: "value",
      min: 0,
      minInterval: 1,
      axisLabel: text,
      splitLine: { lineStyle: { color: token("--line") } },
    },
    series: [...data.parts.filter((part) => part.values.some((value) => value > 0)).map(part), ...(withSums ? [sums(data, text)] : [])],
  };

  function part(part: ChartPart): BarSeriesOption {
    const look = LOOKS[part.key] ?? OTHER;
    return {
      type: "bar",
      name: part.name,
      stack: "calls",
      barMaxWidth: 36,
      data: [...part.values],
      itemStyle: { color: token(look.token), opacity: look.opacity },
    };
  }
}

/** Nothing but a number above each bar: all its parts together. */
function sums(data: ChartData, text: object): BarSeriesOption {
  const totals = data.labels.map((_, place) => data.parts.reduce((sum, part) => sum + (part.values[place] ?? 0), 0));
  return {
    type: "bar",
    stack: "calls",
    data: totals.map(() => 0),
    label: { ...text, show: true, position: "top", formatter: ({ dataIndex }) => String(totals[dataIndex] || "") },
    tooltip: { show: false },
  };
}
