// The curves of the chosen runs over each other, one plot a tag, in groups by the first part of the tag.
import { ask, link } from './board.js';
import { number, words } from './panels.js';
import { room, short, single, smoothed, style } from './plotting.js';

const height = 168;
const openAtFirst = new Set(['Episode', 'eval', 'Training', 'losses', 'rewards']);
const groupOrder = ['Episode', 'eval', 'rewards', 'episode_lengths', 'Training', 'losses', 'info', 'Exploration', 'Curriculum', 'Meters', 'Affordances', '', 'Gradients', 'Checkpoint', 'performance'];

export class Overlay {
  constructor(holder, state) {
    Object.assign(this, { holder, state, groups: new Map(), plots: new Map(), curves: new Map(), asked: 0 });
    this.resize = new ResizeObserver(() => this.#fit());
    this.resize.observe(holder);
    this.dark = matchMedia('(prefers-color-scheme: dark)');
    this.onDark = () => { this.#clear(); this.update(); };
    this.dark.addEventListener('change', this.onDark);
  }

  leave() {
    this.resize.disconnect();
    this.dark.removeEventListener('change', this.onDark);
    this.#clear();
  }

  /** Asks for what is in sight, and draws it. */
  async update() {
    const tags = this.#tags();
    this.#arrange(tags);
    const open = new Set(tags.filter(tag => this.groups.get(group(tag))?.open));
    const turn = ++this.asked;
    const found = new Map();
    await Promise.all([...this.state.chosen.keys()].map(async run => {
      const own = (this.state.details.get(run)?.tags ?? []).filter(t => open.has(t.tag)).map(t => t.tag);
      if (own.length) found.set(run, await ask('curves', { run, tag: own }));
    }));
    // Somebody has chosen anew meanwhile.
    if (turn !== this.asked) return;
    this.curves = found;
    for (const tag of open) this.#plot(tag);
    this.draw();
  }

  draw() {
    for (const [tag, plot] of this.plots) this.#fill(tag, plot);
    this.#fit();
  }

  #tags() {
    const words = this.state.filter.toLowerCase().split(/\s+/).filter(Boolean);
    const all = [...this.state.chosen.keys()].flatMap(run => this.state.details.get(run)?.tags ?? []).filter(t => t.kind === 'scalar').map(t => t.tag);
    return [...new Set(all)].filter(tag => words.every(w => tag.toLowerCase().includes(w)));
  }

  #arrange(tags) {
    const names = [...new Set(tags.map(group))];
    const rank = name => groupOrder.indexOf(groupOrder.includes(plain(name)) ? plain(name) : '');
    names.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
    for (const [name, box] of this.groups) if (!names.includes(name)) { box.remove(); this.groups.delete(name); }
    for (const [tag, plot] of this.plots) if (!tags.includes(tag)) this.#drop(tag, plot);
    for (const name of names) {
      if (!this.groups.has(name)) this.groups.set(name, this.#group(name, names.length < 4 || this.state.filter !== '' || openAtFirst.has(plain(name))));
      const box = this.groups.get(name);
      box.querySelector('small').textContent = `${tags.filter(t => group(t) === name).length}`;
      this.holder.append(box);
    }
    if (!names.length) {
      this.groups.clear();
      this.holder.innerHTML = '<p class="empty"></p>';
      this.holder.firstChild.textContent = !this.state.chosen.size ? 'Choose runs on the left.' : this.state.filter ? 'No tag has that in its name.' : 'These runs have logged no numbers yet.';
    } else this.holder.querySelector(':scope > .empty')?.remove();
  }

  #group(name, open) {
    const box = document.createElement('details');
    box.className = 'card';
    box.open = open;
    box.innerHTML = '<summary><span></span><small></small></summary><div class="plots"></div>';
    box.querySelector('span').textContent = words(name);
    box.ontoggle = () => { if (box.open) this.update(); };
    return box;
  }

  #plot(tag) {
    if (this.plots.has(tag)) return;
    const box = document.createElement('div');
    box.className = 'plot';
    box.dataset.tag = tag;
    box.innerHTML = '<header><span></span><nav></nav></header><div class="tip" hidden></div>';
    box.querySelector('span').textContent = words(tag.split('/').slice(group(tag).split('/').length).join(' / ') || tag);
    box.querySelector('span').title = tag;
    const holder = this.groups.get(group(tag)).querySelector('.plots');
    const order = [...holder.children].find(other => other.dataset.tag.localeCompare(tag) > 0);
    holder.insertBefore(box, order ?? null);
    this.plots.set(tag, { box, plot: null, runs: [], shape: '' });
  }

  // The lines of a plot are those of the runs that have the tag; where these change, the plot is made anew.
  #fill(tag, entry) {
    const { axis, smoothing, chosen } = this.state;
    const lines = [...this.curves].filter(([, curves]) => curves[tag]).map(([run, curves]) => ({ run, ...along(curves[tag], axis) }));
    const shape = JSON.stringify([axis, lines.map(l => [l.run, chosen.get(l.run)]), smoothing > 0]);
    const tables = lines.flatMap(({ x, y }) => smoothing > 0 ? [[x, y], [x, smoothed(y, smoothing)]] : [[x, y]]);
    const data = tables.length ? uPlot.join(tables) : [[], []];
    entry.runs = lines.map(l => l.run);
    entry.each = smoothing > 0 ? 2 : 1;
    entry.own = lines[0]?.axis ?? axis;
    if (entry.shape !== shape) {
      entry.plot?.destroy();
      entry.plot = new uPlot(this.#options(entry, lines, smoothing > 0), data, entry.box);
      entry.shape = shape;
      this.#downloads(tag, entry);
    } else entry.plot.setData(data);
  }

  #downloads(tag, { box, runs }) {
    box.querySelector('nav').replaceChildren(...runs.map(run => {
      const a = document.createElement('a');
      a.href = link('csv', { run, tag });
      a.download = '';
      a.title = `All points of ${run}`;
      a.textContent = runs.length > 1 ? '⤓' : 'CSV';
      a.style.color = runs.length > 1 ? this.state.chosen.get(run) : '';
      return a;
    }));
  }

  #options(entry, lines, both) {
    const font = '11px system-ui, sans-serif';
    const line = { stroke: style('--soft'), font, grid: { stroke: style('--grid'), width: 1 }, ticks: { show: false }, gap: 4 };
    const values = this.state.axis === 'time' ? (_, ticks) => ticks.map(seconds) : (_, ticks) => ticks.map(short);
    const series = lines.flatMap(({ run }) => {
      const stroke = this.state.chosen.get(run);
      const thick = { stroke, width: 1.75, spanGaps: true, points: single };
      return both ? [{ ...thick, stroke: `${stroke}38`, width: 1 }, thick] : [thick];
    });
    return {
      width: 280, height, padding: [8, 14, 0, 0],
      legend: { show: false },
      cursor: { sync: { key: this.state.axis }, points: { size: 6 }, drag: { x: true, y: false } },
      scales: { x: { time: false }, y: { range: (_, low, high) => room(low, high) } },
      axes: [{ ...line, size: 22, space: 60, values }, { ...line, size: 50, space: 28, values: (_, ticks) => ticks.map(short) }],
      series: [{}, ...(series.length ? series : [{ points: { show: false } }])],
      hooks: { setCursor: [plot => this.#tell(entry, plot)] },
    };
  }

  // What the runs are at, where the cursor is: each the nearest of its own points. Only the plot that is pointed at tells it.
  #tell(entry, plot) {
    const tip = entry.box.querySelector('.tip');
    const { idx, left } = plot.cursor;
    tip.hidden = idx === null || idx === undefined || left < 0 || !entry.box.matches(':hover');
    if (tip.hidden) return;
    const x = plot.data[0][idx];
    const head = document.createElement('h4');
    head.textContent = this.state.axis === 'time' ? seconds(x) : `${entry.own} ${number(Math.round(x))}`;
    tip.replaceChildren(head, ...entry.runs.map((run, i) => {
      const row = document.createElement('p');
      row.innerHTML = '<i></i><span></span><b></b>';
      row.children[0].style.background = this.state.chosen.get(run);
      row.children[1].textContent = run.split('/').pop();
      row.children[2].textContent = number(nearest(plot.data[(i + 1) * entry.each], idx), 4);
      return row;
    }));
    const right = left > plot.over.clientWidth / 2;
    tip.style.left = right ? '' : `${left + 64}px`;
    tip.style.right = right ? `${plot.over.clientWidth - left + 24}px` : '';
  }

  #fit() {
    for (const { box, plot } of this.plots.values()) {
      if (plot && box.clientWidth > 0 && box.clientWidth !== plot.width) plot.setSize({ width: box.clientWidth, height });
    }
  }

  #drop(tag, { box, plot }) {
    plot?.destroy();
    box.remove();
    this.plots.delete(tag);
  }

  #clear() {
    for (const [tag, plot] of [...this.plots]) this.#drop(tag, plot);
  }
}

// An agent's name stands before the group where a run has several agents.
const known = new Set(groupOrder.filter(Boolean).concat('Weights', 'outcome'));
function group(tag) {
  const parts = tag.split('/');
  return parts.length > 2 && !known.has(parts[0]) && known.has(parts[1]) ? parts.slice(0, 2).join('/') : parts[0];
}
const plain = name => name.split('/').pop();

// A curve along an axis that the run does not keep is drawn along its own. Time counts from the first value.
function along(curve, axis) {
  let own = axis === 'time' || curve[axis].every(v => v !== null) ? axis : curve.axis;
  let x = own === 'time' ? curve.time.map(t => t - curve.time[0]) : curve[own];
  // Lines go from left to right: several values at one place become the last of them.
  const keep = x.map((v, i) => i === x.length - 1 || v < x[i + 1]);
  return { axis: own, x: x.filter((_, i) => keep[i]), y: curve.value.filter((_, i) => keep[i]) };
}

function nearest(values, index) {
  for (let d = 0; d < values.length; d++) {
    for (const i of [index - d, index + d]) if (values[i] !== null && values[i] !== undefined) return values[i];
  }
  return null;
}

function seconds(v) {
  if (v < 60) return `${+v.toFixed(1)} s`;
  return v < 3600 ? `${+(v / 60).toFixed(1)} min` : `${+(v / 3600).toFixed(2)} h`;
}
