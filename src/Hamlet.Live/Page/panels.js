// Rows of names, bars and numbers: meters, decisions, ends, and what is seen.
export const words = name => name.replaceAll('_', ' ');

export function number(value, digits = 3) {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (Number.isInteger(value)) return size < 1e9 ? value.toLocaleString('en') : value.toExponential(2);
  if (size >= 1000) return Math.round(value).toLocaleString('en');
  if (size >= 1e-3) return Number(value.toPrecision(digits)).toString();
  return value.toExponential(1);
}

/** Bars by name; made once, then only changed. */
export class Bars {
  constructor(holder) {
    this.holder = holder;
    this.rows = new Map();
  }

  clear() {
    this.rows.clear();
    this.holder.replaceChildren();
  }

  set(name, from, to, text, { color = '', kind = '' } = {}) {
    let row = this.rows.get(name);
    if (!row) {
      row = document.createElement('div');
      row.innerHTML = '<span></span><div><i></i></div><b></b>';
      row.firstChild.textContent = row.firstChild.title = words(name);
      row.dataset.name = name;
      row.bar = row.querySelector('i');
      row.number = row.querySelector('b');
      this.rows.set(name, row);
      this.holder.append(row);
    }
    row.className = `bar ${kind}`;
    const [left, right] = [Math.min(from, to), Math.max(from, to)].map(v => 100 * Math.min(1, Math.max(0, v)));
    row.bar.style.left = `${left}%`;
    row.bar.style.width = `${Math.max(right - left, .6)}%`;
    row.bar.style.background = color;
    row.number.textContent = text;
    return row;
  }
}

/** Meters in their own units: a share is shown as one, others against the greatest value they ever had. */
export class Meters {
  constructor(holder) {
    this.bars = new Bars(holder);
    this.clear();
  }

  clear() {
    this.bars.clear();
    this.most = 1;
    this.least = 0;
  }

  show(values) {
    for (const value of Object.values(values)) {
      while (value > this.most) this.most *= 10;
      while (value < this.least) this.least = this.least === 0 ? -this.most : this.least * 10;
    }
    for (const [name, value] of Object.entries(values)) {
      const place = v => (v - this.least) / (this.most - this.least);
      const share = value / this.most;
      const color = share < .2 ? 'var(--bad)' : share < .45 ? 'var(--fair)' : 'var(--good)';
      this.bars.set(name, place(0), place(value), this.most === 1 ? `${Math.round(100 * value)}%` : number(value), { color }).dataset.value = value;
    }
  }
}

/** What the agent weighs: Q-values, or logits as probabilities. */
export class Decision {
  constructor(holder, title, note) {
    Object.assign(this, { bars: new Bars(holder), holder, title, note });
  }

  begin(world) {
    this.bars.clear();
    this.world = world;
    this.names = world.actions.length ? world.actions : world.branches.flatMap((count, branch) =>
      Array.from({ length: count }, (_, choice) => world.branches.length > 1 ? `${branch + 1}: ${choice}` : `${choice}`));
  }

  show(state) {
    const chosen = this.#chosen(state);
    if (state.q_values) this.#values(state.q_values, state.action_masks, chosen);
    else if (state.logits) this.#probabilities(state.logits, state.action_masks, chosen);
    else if (Array.isArray(state.action)) this.#components(state.action);
    else {
      this.title.textContent = 'Decision';
      this.names.forEach((name, i) => this.bars.set(name, 0, chosen.has(i) ? 1 : 0, '', { kind: this.#kind(i, state.action_masks, chosen) }));
    }
    this.note.textContent = state.last_action ? words(state.last_action) : '';
  }

  #chosen(state) {
    if (!Array.isArray(state.action)) return new Set([state.action]);
    let first = 0;
    return new Set(this.world.branches.map((count, branch) => {
      const choice = first + state.action[branch];
      first += count;
      return choice;
    }));
  }

  #kind = (i, masks, chosen) => (chosen.has(i) ? 'chosen ' : '') + (masks[i] === false ? 'forbidden' : '');

  #values(values, masks, chosen) {
    this.title.textContent = 'Q-values';
    const known = values.filter(v => v !== null);
    const least = Math.min(...known), most = Math.max(...known);
    // From a little below the least: differences are what decides, and they are small beside the values.
    const low = least - .25 * (most - least || 1);
    values.forEach((v, i) => this.bars.set(this.names[i], 0, (v - low) / (most - low || 1), number(v, 4), { kind: this.#kind(i, masks, chosen) }));
  }

  #probabilities(logits, masks, chosen) {
    this.title.textContent = 'Action probabilities';
    let first = 0;
    for (const count of this.world.branches) {
      const part = logits.slice(first, first + count).map((v, i) => masks[first + i] === false || v === null ? -Infinity : v);
      const most = Math.max(...part);
      const weights = part.map(v => Math.exp(v - most));
      const sum = weights.reduce((a, b) => a + b, 0);
      weights.forEach((w, i) => this.bars.set(
        this.names[first + i], 0, w / sum, `${(100 * w / sum).toFixed(1)}%`, { kind: this.#kind(first + i, masks, chosen) }));
      first += count;
    }
  }

  #components(action) {
    this.title.textContent = 'Action';
    const most = Math.max(1, ...action.map(Math.abs));
    action.forEach((v, i) => this.bars.set(action.length > 1 ? `${i}` : 'value', .5, .5 + v / (2 * most), number(v), { kind: 'chosen' }));
  }
}

/** Why episodes ended, the most frequent first. */
export class Ends {
  constructor(holder, note) {
    Object.assign(this, { bars: new Bars(holder), holder, note });
  }

  show(reasons, successes, counts) {
    const all = counts.reduce((a, b) => a + b, 0);
    this.note.textContent = all ? `${number(all)} ${all === 1 ? 'episode' : 'episodes'}` : 'none yet';
    reasons.map((reason, i) => ({ reason, count: counts[i] })).sort((a, b) => b.count - a.count).forEach(({ reason, count }, place) => {
      if (!count) return;
      const share = count / all;
      const color = successes.includes(reason) ? 'var(--good)' : successes.length ? 'var(--bad)' : '';
      const row = this.bars.set(reason, 0, share, `${(100 * share).toFixed(share < .1 ? 1 : 0)}%`, { color });
      row.style.order = place;
      row.title = `${number(count)} episodes`;
    });
  }
}

/** What the agent sees, where that is little enough to be looked at. */
export class Sight {
  constructor(holder) {
    this.bars = new Bars(holder);
  }

  begin(fields) {
    this.bars.clear();
    this.values = fields.flatMap(f => Array.from({ length: f.size }, (_, i) => ({
      name: f.size === 1 ? f.name : f.names[i] ?? `${f.name} ${i}`, at: f.offset + i, low: f.low, high: f.high, most: 1,
    })));
  }

  show(observation) {
    for (const v of this.values) {
      const value = observation[v.at];
      v.most = Math.max(v.most, Math.abs(value));
      const low = v.low ?? -v.most, high = v.high ?? v.most;
      const zero = Math.min(1, Math.max(0, -low / (high - low)));
      this.bars.set(v.name, zero, (value - low) / (high - low), number(value));
    }
  }
}
