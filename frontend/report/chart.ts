import { BarChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use, type ECharts } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

/** The outcomes of calls by hour or day; together they are the calls. */
export interface ChartData {
  readonly labels: readonly string[];
  readonly parts: readonly { readonly key: string; readonly name: string; readonly values: readonly number[] }[];
}

/** Each outcome has its token; those that share a meaning differ by a pattern, never by colour alone. */
const TOKENS: Readonly<Record<string, { readonly token: string; readonly pattern: string | null }>> = {
  answered: { token: "--accent", pattern: null },
  self_service: { token: "--good", pattern: "line" },
  abandoned: { token: "--alarm", pattern: null },
  abandoned_short: { token: "--wait", pattern: "dots" },
  left_menu: { token: "--off", pattern: null },
  lost_unserved: { token: "--ink", pattern: "line" },
};

/** Draw the chart and keep it as wide as its place. */
export function drawChart(place: HTMLElement, data: ChartData): ECharts {
  const chart = init(place, null, { renderer: "svg" });
  chart.setOption(optionOf(data, getComputedStyle(document.documentElement)));
  new ResizeObserver(() => chart.resize()).observe(place);
  return chart;
}

function optionOf(data: ChartData, style: CSSStyleDeclaration): Parameters<ECharts["setOption"]>[0] {
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
    series: data.parts
      .filter((part) => part.values.some((value) => value > 0))
      .map((part) => ({
        type: "bar" as const,
        name: part.name,
        stack: "calls",
        barMaxWidth: 36,
        data: [...part.values],
        itemStyle: looks(part.key, token),
      })),
  };
}

function looks(key: string, token: (name: string) => string): Record<string, unknown> {
  const look = TOKENS[key] ?? { token: "--off", pattern: null };
  const decal = { none: null, line: LINES, dots: DOTS }[look.pattern ?? "none"];
  return { color: token(look.token), ...(decal ? { decal } : {}) };
}

const LINES = { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4, color: "rgb(255 255 255 / 0.45)" };
const DOTS = { symbol: "circle", symbolSize: 0.6, dashArrayX: [[6, 6], [0, 6, 6, 0]], dashArrayY: [6, 0], color: "rgb(255 255 255 / 0.6)" };
