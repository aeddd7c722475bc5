export {};

/** Draws the ranking's chart from the rows of its table, once it is opened. Chart.js is loaded only then. */
const box = document.querySelector<HTMLDetailsElement>('[data-chart]');

if (box) {
  box.hidden = false;
  box.addEventListener('toggle', () => void draw(box), { once: true });
}

async function draw(details: HTMLDetailsElement): Promise<void> {
  const canvas = details.querySelector('canvas');
  const rows = [...document.querySelectorAll<HTMLElement>(`#${details.dataset['chart']} tr[data-total]`)].filter((row) => row.dataset['low']);
  if (!canvas || rows.length === 0) return;
  const { BarController, BarElement, CategoryScale, Chart, Legend, LinearScale, LineController, LineElement, PointElement, Tooltip } = await import('chart.js');
  Chart.register(BarController, BarElement, CategoryScale, Legend, LinearScale, LineController, LineElement, PointElement, Tooltip);
  const style = getComputedStyle(document.documentElement);
  const colour = (token: string): string => style.getPropertyValue(token).trim();
  const number = (row: HTMLElement, key: string): number => Number(row.dataset[key]);
  if (canvas.parentElement) canvas.parentElement.style.height = `${rows.length * 22 + 90}px`;
  Chart.defaults.font.family = getComputedStyle(details).fontFamily;
  Chart.defaults.color = colour('--ink-soft');
  Chart.defaults.borderColor = colour('--line');
  new Chart<'bar' | 'line', (number | [number, number])[], string>(canvas, {
    type: 'bar',
    data: {
      labels: rows.map((row) => row.dataset['name'] ?? ''),
      datasets: [
        {
          type: 'line',
          label: details.dataset['score'] ?? '',
          data: rows.map((row) => number(row, 'total')),
          showLine: false,
          pointRadius: 4,
          pointBackgroundColor: colour('--seal'),
          borderColor: colour('--seal'),
        },
        {
          type: 'bar',
          label: details.dataset['interval'] ?? '',
          data: rows.map((row) => [number(row, 'low'), number(row, 'high')]),
          backgroundColor: colour('--level-2'),
          barThickness: 9,
          minBarLength: 2,
        },
      ],
    },
    options: {
      indexAxis: 'y',
      maintainAspectRatio: false,
      animation: false,
      scales: { x: { type: 'linear', beginAtZero: false }, y: { ticks: { autoSkip: false } } },
    },
  });
}
