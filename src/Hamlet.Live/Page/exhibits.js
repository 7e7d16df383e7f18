// Options, distributions, images and texts of the chosen runs.
import { ask, link } from './board.js';
import { number, words } from './panels.js';

/** What is common to the pages that show one box for each tag of one kind. */
class Exhibit {
  constructor(holder, state, kind) {
    Object.assign(this, { holder, state, kind, boxes: new Map(), turn: 0 });
  }

  async update() {
    const wanted = [];
    for (const run of this.state.chosen.keys()) {
      for (const { tag, kind, count } of this.state.details.get(run)?.tags ?? []) if (kind === this.kind) wanted.push({ run, tag, count, key: `${tag}\n${run}` });
    }
    wanted.sort((a, b) => a.key.localeCompare(b.key));
    for (const [key, box] of this.boxes) if (!wanted.some(w => w.key === key)) { box.remove(); this.boxes.delete(key); }
    wanted.forEach((w, i) => this.#box(w, i < 8));
    this.holder.querySelector(':scope > .empty')?.remove();
    if (!wanted.length) {
      this.holder.innerHTML = `<p class="empty">The chosen runs have logged no ${this.kind}s.</p>`;
      this.boxes.clear();
    }
  }

  #box({ run, tag, count, key }, open) {
    let box = this.boxes.get(key);
    if (!box) {
      box = document.createElement('details');
      box.className = 'card';
      box.innerHTML = '<summary><i class="swatch"></i><span></span><small></small></summary><div class="exhibit"></div>';
      box.querySelector('span').textContent = words(tag);
      box.querySelector('small').textContent = run;
      box.ontoggle = () => this.#fill(box, run, tag);
      this.boxes.set(key, box);
      box.open = open;
    } else if (box.open && box.dataset.count !== String(count)) this.#fill(box, run, tag);
    box.dataset.count = count;
    box.querySelector('.swatch').style.background = this.state.chosen.get(run);
    this.holder.append(box);
  }

  async #fill(box, run, tag) {
    if (!box.open) return;
    const { values } = await ask('values', { run, tag });
    this.show(box.querySelector('.exhibit'), values, { run, tag });
  }
}

/** How a distribution changes: time goes to the right, values upwards, and it is dark where there are many. */
export class Distributions extends Exhibit {
  constructor(holder, state) { super(holder, state, 'histogram'); }

  show(holder, values, { run }) {
    const low = Math.min(...values.map(v => v.edges[0])), high = Math.max(...values.map(v => v.edges.at(-1)));
    holder.innerHTML = '<figure><canvas></canvas><figcaption><span></span><span></span><span></span></figcaption></figure>';
    const [from, range, to] = holder.querySelectorAll('figcaption span');
    from.textContent = number(values[0].step);
    to.textContent = number(values.at(-1).step);
    range.textContent = `${number(low)} to ${number(high)}`;
    const canvas = holder.querySelector('canvas');
    const scale = devicePixelRatio || 1;
    canvas.width = canvas.clientWidth * scale;
    canvas.height = canvas.clientHeight * scale;
    const paint = canvas.getContext('2d');
    paint.fillStyle = this.state.chosen.get(run) ?? '#888';
    const place = v => canvas.height * (1 - (v - low) / (high - low || 1));
    // How many there are for each unit of the axis: buckets are of different widths.
    const most = Math.max(...values.map(densest));
    values.forEach(({ edges, counts }, i) => {
      const left = Math.round(canvas.width * i / values.length), right = Math.round(canvas.width * (i + 1) / values.length);
      counts.forEach((count, k) => {
        if (!count) return;
        const [top, bottom] = [place(edges[k + 1]), place(edges[k])];
        paint.globalAlpha = Math.sqrt(density(count, edges, k, low, high) / most);
        paint.fillRect(left, top, right - left, Math.max(bottom - top, 1));
      });
    });
  }
}

const density = (count, edges, k, low, high) => count / Math.max(edges[k + 1] - edges[k], (high - low) / 200 || 1);
const densest = ({ edges, counts }) => Math.max(...counts.map((c, k) => density(c, edges, k, edges[0], edges.at(-1))));

export class Images extends Exhibit {
  constructor(holder, state) { super(holder, state, 'image'); }

  show(holder, values, { run, tag }) {
    holder.innerHTML = '<div class="frames"><figure><img alt=""><figcaption><span></span><span></span></figcaption><input type="range" min="0" step="1" aria-label="Which image"></figure></div>';
    const image = holder.querySelector('img'), choice = holder.querySelector('input'), [at, of] = holder.querySelectorAll('figcaption span');
    choice.max = values.length - 1;
    choice.value = values.length - 1;
    choice.hidden = values.length < 2;
    choice.oninput = () => {
      const i = Number(choice.value);
      image.src = link('image', { run, tag, index: i });
      image.alt = `${tag} at ${values[i].step}`;
      at.textContent = `at ${number(values[i].step)}`;
      of.textContent = `${i + 1} of ${values.length}`;
    };
    choice.oninput();
  }
}

export class Texts extends Exhibit {
  constructor(holder, state) { super(holder, state, 'text'); }

  show(holder, values) {
    holder.innerHTML = '<div class="texts"></div>';
    holder.firstChild.replaceChildren(...values.toReversed().map(({ step, text }) => {
      const row = document.createElement('p');
      row.innerHTML = '<small></small><span></span>';
      row.children[0].textContent = number(step);
      row.children[1].textContent = text;
      return row;
    }));
  }
}

/** The options of the chosen runs side by side: those that differ first, and in colour. Below, each run's file. */
export class Options {
  constructor(holder, state) {
    Object.assign(this, { holder, state, sort: 'best_return', up: false, shown: '' });
  }

  update() {
    const runs = this.state.runs.filter(r => this.state.chosen.has(r.name)).map(r => ({ ...r, options: this.state.details.get(r.name)?.hyperparameters ?? {} }));
    const shape = JSON.stringify([runs, [...this.state.chosen], this.sort, this.up]);
    if (shape === this.shown) return;
    this.shown = shape;
    if (!runs.length) {
      this.holder.innerHTML = '<p class="empty">Choose runs on the left.</p>';
      return;
    }

    const names = [...new Set(runs.flatMap(r => Object.keys(r.options)))];
    const differs = name => new Set(runs.map(r => r.options[name])).size > 1;
    const options = [...names.filter(differs), ...names.filter(n => !differs(n))];
    const columns = [
      { key: 'name', head: 'Run', of: r => r.name }, { key: 'state', head: 'State', of: r => r.state }, { key: 'steps', head: 'Steps', of: r => r.steps },
      { key: 'best_return', head: 'Best return', of: r => r.best_return }, { key: 'last_return', head: 'Last return', of: r => r.last_return },
      ...options.map(name => ({ key: `o ${name}`, head: name, of: r => r.options[name] ?? null, differs: differs(name) })),
    ];
    const by = columns.find(c => c.key === this.sort) ?? columns[0];
    runs.sort((a, b) => compare(by.of(a), by.of(b)) * (this.up ? 1 : -1));
    this.holder.replaceChildren(this.#table(columns, runs), ...runs.map(r => this.#file(r)).filter(Boolean));
  }

  #table(columns, runs) {
    const card = document.createElement('article');
    card.className = 'card scroll';
    const table = document.createElement('table');
    const head = table.createTHead().insertRow();
    for (const column of columns) {
      const cell = document.createElement('th');
      const button = document.createElement('button');
      button.textContent = column.head + (this.sort === column.key ? (this.up ? ' ↑' : ' ↓') : '');
      button.onclick = () => {
        [this.up, this.sort] = [this.sort === column.key && !this.up, column.key];
        this.update();
      };
      cell.append(button);
      head.append(cell);
    }
    const body = table.createTBody();
    for (const run of runs) {
      const line = body.insertRow();
      columns.forEach((column, i) => {
        const cell = line.insertCell();
        const value = column.of(run);
        if (i === 0) cell.innerHTML = `<i class="swatch" style="background:${this.state.chosen.get(run.name)}"></i>`;
        if (column.differs) cell.className = 'differs';
        cell.append(typeof value === 'number' ? number(value, 4) : value ?? '–');
      });
    }
    card.append(table);
    return card;
  }

  #file(run) {
    const text = this.state.details.get(run.name)?.configuration;
    if (!text) return null;
    const box = document.createElement('details');
    box.className = 'card';
    box.innerHTML = '<summary><i class="swatch"></i><span></span><small>config.yaml</small></summary><pre></pre>';
    box.querySelector('.swatch').style.background = this.state.chosen.get(run.name);
    box.querySelector('span').textContent = run.name;
    box.querySelector('pre').textContent = text;
    return box;
  }
}

function compare(a, b) {
  if (a === null || b === null) return (a === null ? 0 : 1) - (b === null ? 0 : 1);
  const [x, y] = [Number(a), Number(b)];
  return Number.isNaN(x) || Number.isNaN(y) ? String(a).localeCompare(String(b), 'en', { numeric: true }) : x - y;
}
