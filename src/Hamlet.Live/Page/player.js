// Plays an episode that was kept, in the town view where its states tell of one.
import { Town } from './town.js';
import { Meters, number, words } from './panels.js';

const stepEvery = 150;
const $ = id => document.getElementById(id);

export class Player {
  constructor() {
    this.town = new Town($('town'), $('place'));
    this.meters = new Meters($('meters'));
    $('replay-step').oninput = () => this.#at(Number($('replay-step').value));
  }

  async toggle(run, file) {
    if (this.timer) return this.stop();
    if (this.file !== `${run}/${file}`) {
      this.replay = await fetch(`api/replay?run=${encodeURIComponent(run)}&file=${encodeURIComponent(file)}`).then(r => r.json());
      this.file = `${run}/${file}`;
      this.#begin();
    } else if (this.step >= this.last) {
      this.#at(0);
    }
    $('replay-play').textContent = 'Pause';
    this.timer = setInterval(() => this.step < this.last ? this.#at(this.step + 1) : this.stop(), stepEvery);
  }

  stop() {
    clearInterval(this.timer);
    this.timer = 0;
    $('replay-play').textContent = 'Play';
  }

  #begin() {
    const { replay } = this;
    $('replay').hidden = false;
    const field = name => replay.fields?.find(f => f.name === name);
    this.map = mapOf(field);
    $('town').hidden = !this.map;
    if (this.map) this.town.begin(this.map, this.map.offsetX.names);
    this.meters.clear();
    this.last = replay.trajectory.length - 1;
    $('replay-step').max = this.last;
    $('replay-title').textContent = `Episode ${replay.episode} of ${replay.agent_id}: ${number(replay.length)} steps, return ${number(Number(replay.total_reward))}, ${words(replay.end_reason)}`;
    this.#at(0);
  }

  #at(step) {
    this.step = step;
    $('replay-step').value = step;
    const { state, action } = this.replay.trajectory[step];
    const name = this.replay.actions?.[action] ?? `action ${action}`;
    if (this.map) this.town.show({ ...this.map.draw(state.map(Number)), last_action: name, episode: this.replay.episode, step });
    else $('place').textContent = words(name);
    const meters = this.replay.meters;
    if (meters) this.meters.show(Object.fromEntries(Object.entries(meters).map(([key, values]) => [key, Number(values[step])])));
  }
}

// As 'hamlet replay' draws it: where the agent stands, and how far each thing is to the right and down; shares of the grid's size.
function mapOf(field) {
  const position = field('position'), cell = field('cell'), offsetX = field('offset_x'), offsetY = field('offset_y');
  if (position?.size !== 2 || !cell?.names?.length || !offsetX || offsetY?.size !== offsetX.size) return null;
  const [width, height] = cell.names[cell.names.length - 1].split(',').map(n => Number(n) + 1);
  if (width * height !== cell.size) return null;
  const cells = (share, size) => Math.round(share * Math.max(1, size - 1));
  return {
    width, height, offsetX,
    draw(state) {
      const x = cells(state[position.offset], width), y = cells(state[position.offset + 1], height);
      const affordances = offsetX.names.map((type, i) => ({
        type, x: x + cells(state[offsetX.offset + i], width), y: y + cells(state[offsetY.offset + i], height),
      }));
      return { grid: { width, height, agents: [{ id: 'agent', x, y }], affordances } };
    },
  };
}
