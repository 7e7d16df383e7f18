// One chart for each tag, one line in it for each run.
import { height, inOrder, room, short, smoothed, style } from './charts.js';
import { number, words } from './panels.js';

export class RunCharts {
  constructor(holder, groups) {
    Object.assign(this, { holder, groups, runs: [], group: '', axis: 'step', weight: .6, shown: new Map(), state: '' });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#rebuild());
    new ResizeObserver(() => this.#resize()).observe(holder);
  }

  async show(runs) {
    this.runs = runs;
    const tags = [...new Set(runs.flatMap(r => r.tags))];
    const groups = inOrder(tags.map(t => t.split('/')[0]));
    if (!groups.includes(this.group)) this.group = groups.includes('Episode') ? 'Episode' : groups[0] ?? '';
    this.#showGroups(groups);
    this.tags = tags.filter(t => t.split('/')[0] === this.group);
    // Made anew only where other tags or runs are to be seen.
    const state = JSON.stringify([this.tags, runs.map(r => r.name)]);
    if (state !== this.state) this.#rebuild();
    this.state = state;
    await Promise.all([...this.shown].map(([tag, chart]) => this.#load(tag, chart)));
  }

  along(axis) {
    this.axis = axis;
    this.#rebuild();
    this.show(this.runs);
  }

  smooth(weight) {
    this.weight = weight;
    for (const chart of this.shown.values()) this.#fill(chart);
  }

  #showGroups(names) {
    this.groups.replaceChildren(...names.map(name => {
      const button = document.createElement('button');
      button.textContent = words(name);
      button.setAttribute('aria-pressed', name === this.group);
      button.onclick = () => {
        this.group = name;
        this.show(this.runs);
      };
      return button;
    }));
  }

  #rebuild() {
    for (const chart of this.shown.values()) chart.plot.destroy();
    this.shown.clear();
    this.holder.replaceChildren();
    if (!this.tags?.length) {
      this.holder.innerHTML = '<p class="empty">No run is chosen, or none has logged a value yet.</p>';
      return;
    }
    for (const tag of this.tags) this.shown.set(tag, this.#make(tag));
    this.#resize();
  }

  #make(tag) {
    const box = document.createElement('div');
    box.className = 'chart';
    box.dataset.tag = tag;
    box.innerHTML = '<header><span></span><b></b></header>';
    box.querySelector('span').textContent = words(tag.split('/').slice(1).join(' / ')) || tag;
    box.querySelector('span').title = tag;
    this.holder.append(box);
    const chart = { box, value: box.querySelector('b'), curves: [], names: this.runs.map(r => r.name) };
    const line = { stroke: style('--soft'), font: '11px system-ui, sans-serif', grid: { stroke: style('--grid'), width: 1 }, ticks: { show: false }, gap: 4 };
    chart.plot = new uPlot({
      width: 240, height: height + 30, padding: [8, 16, 0, 0],
      legend: { show: false },
      cursor: { sync: { key: this.axis }, points: { size: 6 }, drag: { x: true, y: false } },
      scales: { x: { time: false }, y: { range: (_, low, high) => room(low, high) } },
      axes: [
        { ...line, size: 22, space: 60, values: (_, ticks) => ticks.map(this.axis === 'time' ? minutes : short) },
        { ...line, size: 42, space: 26, values: (_, ticks) => ticks.map(short) },
      ],
      series: [{}, ...this.runs.map(r => ({ stroke: r.color, width: 1.75, points: { show: false }, spanGaps: true }))],
      hooks: { setCursor: [plot => this.#say(chart, plot.cursor.idx)] },
    }, [[], ...this.runs.map(() => [])], box);
    return chart;
  }

  async #load(tag, chart) {
    const answer = await fetch(`api/curves?tag=${encodeURIComponent(tag)}`).then(r => r.json()).catch(() => null);
    if (!answer) return;
    chart.axis = answer.axis;
    chart.curves = chart.names.map(name => answer.runs.find(r => r.run === name)?.points ?? []);
    this.#fill(chart);
  }

  #fill(chart) {
    const place = this.axis === 'time' ? 1 : 0;
    const tables = chart.curves.map(points => {
      const kept = points.filter((p, i) => i === 0 || p[place] > points[i - 1][place]);
      return [kept.map(p => p[place]), smoothed(kept.map(p => p[2]), this.weight)];
    });
    if (tables.length) chart.plot.setData(uPlot.join(tables));
    this.#say(chart, chart.plot.cursor.idx);
  }

  // The value of each run under the cursor.
  #say(chart, index) {
    chart.value.replaceChildren();
    if (index === null || index === undefined) return;
    const [x, ...series] = chart.plot.data;
    const where = document.createElement('small');
    where.textContent = `${this.axis === 'time' ? minutes(x[index]) : `${chart.axis} ${number(x[index])}`} `;
    chart.value.append(where);
    series.forEach((values, i) => {
      // Runs have values at places of their own: the nearest before counts.
      let at = index;
      while (at >= 0 && values[at] === undefined || values[at] === null) at--;
      if (at < 0) return;
      const value = document.createElement('span');
      value.style.color = this.runs[i]?.color;
      value.textContent = `${number(values[at])} `;
      chart.value.append(value);
    });
  }

  #resize() {
    for (const { plot, box } of this.shown.values()) {
      if (box.clientWidth > 0 && box.clientWidth !== plot.width) plot.setSize({ width: box.clientWidth, height: plot.height });
    }
  }
}

const minutes = seconds => seconds < 120 ? `${Math.round(seconds)} s` : seconds < 7200 ? `${+(seconds / 60).toPrecision(3)} min` : `${+(seconds / 3600).toPrecision(3)} h`;
