import "./report.css";
import { drawChart, type ChartData } from "./chart";

const place = document.getElementById("chart");
const data = document.getElementById("chart-data");
if (place && data?.textContent) drawChart(place, JSON.parse(data.textContent) as ChartData);

const print = document.querySelector<HTMLButtonElement>("[data-print]");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
