// The learning curves: those of one group at a time, drawn by uPlot, thinned where they grow long.
import { number, words } from './panels.js';
import { room, short, single, smoothed, style } from './plotting.js';

const mostPoints = 600;
const height = 132;

// What a person looks at first, where it is there: one curve of each line.
const overview = [
  [/^Episode\/Total_Reward$/], [/^Episode\/Survival_Time$/], [/^eval\/.*\/mean_return$/], [/^Training\/Loss$/, /^losses\/a_loss$/],
  [/^Training\/Q_Mean$/, /^losses\/c_loss$/], [/^Exploration\/Epsilon$/, /^losses\/entropy$/], [/^Curriculum\/Stage$/], [/^Episode\/Intrinsic_Reward$/],
  [/^performance\/total_fps$/],
];

// The groups that are looked at most come first, the others after them, and what is about the machine last.
const groupOrder = ['Episode', 'eval', 'Training', 'losses', 'Meters', 'Affordances', 'Curriculum', 'Exploration', 'rewards', 'episode_lengths', 'info', '', 'Gradients', 'Checkpoint', 'performance'];

export class Charts {
  constructor(holder, groups, smooth) {
    Object.assign(this, { holder, groups, series: new Map(), shown: new Map(), group: 'Overview', agent: '', agents: [] });
    this.smoothing = Number(smooth.value);
    smooth.addEventListener('input', () => {
      this.smoothing = Number(smooth.value);
      this.draw();
    });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#rebuild());
    new ResizeObserver(() => this.#resize()).observe(holder);
  }

  /** All that there is so far. */
  begin(series) {
    this.series = new Map(series.map(s => [s.tag, { axis: s.axis, x: s.points.map(p => p[0]), y: s.points.map(p => p[1]) }]));
    this.#rebuild();
  }

  /** Whose curves are shown; tags carry an agent's name only where there are several. */
  choose(agent, agents) {
    [this.agent, this.agents] = [agent, agents];
    this.#rebuild();
  }

  /** New values by tag: [x, value, axis]. */
  add(values) {
    let isNew = false;
    for (const [tag, [x, y, axis]] of Object.entries(values)) {
      let s = this.series.get(tag);
      if (!s) {
        this.series.set(tag, s = { axis, x: [], y: [] });
        isNew = true;
      }
      if (s.x.length && x <= s.x[s.x.length - 1]) continue;
      s.x.push(x);
      s.y.push(y);
      if (s.x.length > mostPoints) thin(s);
    }
    if (isNew) this.#rebuild();
    else this.draw();
  }

  draw() {
    for (const [tag, chart] of this.shown) this.#fill(chart, this.series.get(tag));
  }

  #name = tag => this.agents.length > 1 && tag.startsWith(`${this.agent}/`) ? tag.slice(this.agent.length + 1) : tag;

  #tags() {
    const others = this.agents.filter(a => a !== this.agent).map(a => `${a}/`);
    return [...this.series.keys()].filter(tag => !others.some(o => tag.startsWith(o)));
  }

  #chosen(tags) {
    if (this.group !== 'Overview') return tags.filter(t => this.#name(t).split('/')[0] === this.group);
    const found = overview.map(line => line.map(rule => tags.find(t => rule.test(this.#name(t)))).find(Boolean)).filter(Boolean);
    return found.length ? found.slice(0, 6) : tags.slice(0, 6);
  }

  #rebuild() {
    const tags = this.#tags();
    if (!tags.length) return;
    const rank = group => groupOrder.indexOf(groupOrder.includes(group) ? group : '');
    this.#showGroups(['Overview', ...[...new Set(tags.map(t => this.#name(t).split('/')[0]))].sort((a, b) => rank(a) - rank(b))]);
    for (const chart of this.shown.values()) chart.plot.destroy();
    this.shown.clear();
    this.holder.replaceChildren();
    for (const tag of this.#chosen(tags)) this.shown.set(tag, this.#make(tag));
    this.#resize();
    this.draw();
  }

  #showGroups(names) {
    if (!names.includes(this.group)) this.group = 'Overview';
    this.groups.replaceChildren(...names.map(name => {
      const button = document.createElement('button');
      button.textContent = words(name);
      button.setAttribute('aria-pressed', name === this.group);
      button.onclick = () => {
        this.group = name;
        this.#rebuild();
      };
      return button;
    }));
  }

  #make(tag) {
    const box = document.createElement('div');
    box.className = 'chart';
    box.dataset.tag = tag;
    box.innerHTML = '<header><span></span><b></b></header>';
    box.querySelector('span').textContent = this.#title(tag);
    box.querySelector('span').title = tag;
    this.holder.append(box);
    const { axis } = this.series.get(tag);
    const value = box.querySelector('b');
    const chart = { box, value, axis };
    chart.plot = new uPlot(this.#options(axis, index => this.#say(chart, index)), [[], [], []], box);
    return chart;
  }

  // In a group, without its name; beside those of other groups, what it is called in short.
  #title(tag) {
    const parts = this.#name(tag).split('/');
    if (this.group !== 'Overview') return words(parts.slice(1).join(' / ')) || tag;
    return words(parts[parts.length - 1]) + (parts[0] === 'eval' ? ' (evaluation)' : '');
  }

  #options(axis, onCursor) {
    const font = '11px system-ui, sans-serif';
    const line = { stroke: style('--soft'), font, grid: { stroke: style('--grid'), width: 1 }, ticks: { show: false }, gap: 4 };
    return {
      width: 240, height, padding: [8, 16, 0, 0],
      legend: { show: false },
      cursor: { sync: { key: axis }, points: { size: 6 }, drag: { x: true, y: false } },
      scales: { x: { time: false }, y: { range: (_, low, high) => room(low, high) } },
      axes: [
        { ...line, size: 22, space: 60, values: (_, ticks) => ticks.map(short) },
        { ...line, size: 50, space: 26, values: (_, ticks) => ticks.map(short) },
      ],
      series: [{}, { stroke: style('--line-raw'), width: 1, points: { show: false } }, { stroke: style('--line-1'), width: 1.75, points: single }],
      hooks: { setCursor: [plot => onCursor(plot.cursor.idx)] },
    };
  }

  #fill(chart, series) {
    const { x, y } = series;
    chart.plot.setData([x, this.smoothing > 0 ? y : x.map(() => null), smoothed(y, this.smoothing)]);
    this.#say(chart, chart.plot.cursor.idx);
  }

  #say(chart, index) {
    const [x, raw] = [chart.plot.data[0], chart.plot.data[2]];
    const at = index ?? x.length - 1;
    if (at < 0 || at >= x.length) return;
    chart.value.innerHTML = index === null || index === undefined ? '' : `<small>${chart.axis} ${number(x[at])}</small> `;
    chart.value.append(number(raw[at]));
  }

  #resize() {
    for (const { plot, box } of this.shown.values()) {
      if (box.clientWidth > 0 && box.clientWidth !== plot.width) plot.setSize({ width: box.clientWidth, height });
    }
  }
}

// Every second point goes; the newest stays.
function thin(s) {
  const keep = (_, i) => (s.x.length - 1 - i) % 2 === 0;
  [s.x, s.y] = [s.x.filter(keep), s.y.filter(keep)];
}
