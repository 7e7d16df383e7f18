// Episodes that a training has kept, played back in the town's drawing.
import { ask } from './board.js';
import { Town } from './town.js';
import { Bars, Meters, Sight, number, words } from './panels.js';

const stepsASecond = 12;
const mostSeen = 12;

export class Playback {
  constructor(holder, state) {
    Object.assign(this, { holder, state, timer: null, shown: '' });
  }

  leave() {
    clearInterval(this.timer);
  }

  update() {
    const runs = [...this.state.chosen.keys()].filter(run => this.state.details.get(run)?.replays.length);
    const shape = JSON.stringify(runs.map(run => [run, this.state.details.get(run).replays.length]));
    if (shape === this.shown) return;
    this.shown = shape;
    if (!runs.length) {
      this.holder.innerHTML = '<p class="empty">The chosen runs have kept no episodes: <code>metrics: { replay_storage: true }</code> keeps some.</p>';
      return;
    }

    this.holder.innerHTML = `<article class="card replay-choice"><label>Run <select name="run"></select></label><label>Episode <select name="file"></select></label><p></p></article>
      <div class="replay">
        <article class="card"><header><h2>Town</h2><p class="place"></p></header><div class="stage" id="town"></div><div class="player"><button class="main">Play</button><input type="range" min="0" value="0" aria-label="Step"><output></output></div></article>
        <div class="rest"><article class="card"><header><h2>Meters</h2></header><div class="bars" id="meters"></div></article><article class="card"><header><h2>Step</h2><p class="action"></p></header><div class="bars values"></div></article></div>
      </div>`;
    this.run = this.holder.querySelector('[name=run]');
    this.file = this.holder.querySelector('[name=file]');
    this.run.replaceChildren(...runs.map(option));
    this.run.onchange = () => this.#files();
    this.file.onchange = () => this.#open();
    const [play, seek] = [this.holder.querySelector('.main'), this.holder.querySelector('.player input')];
    play.onclick = () => this.#play(!this.timer);
    seek.oninput = () => { this.#play(false); this.#show(Number(seek.value)); };
    this.#files();
  }

  #files() {
    this.file.replaceChildren(...this.state.details.get(this.run.value).replays.toReversed().map(option));
    this.#open();
  }

  async #open() {
    this.#play(false);
    const replay = this.replay = await ask('replay', { run: this.run.value, file: this.file.value });
    this.holder.querySelector('.replay-choice p').textContent =
      `${replay.agent_id} in ${replay.environment}: ${number(replay.length)} steps, return ${number(replay.total_reward)}, ${words(replay.end_reason)}`;
    const stage = this.holder.querySelector('.stage').parentElement;
    stage.querySelector('h2').textContent = replay.scene ? 'Town' : 'Episode';
    this.holder.querySelector('.stage').hidden = !replay.scene;
    if (replay.scene) {
      this.town = new Town(this.holder.querySelector('.stage'), this.holder.querySelector('.place'));
      this.town.begin(replay.scene, replay.scene.affordances.map(a => a.type));
    }
    const meters = this.holder.querySelector('#meters');
    meters.parentElement.hidden = !replay.meters;
    this.meters = new Meters(meters);
    const values = this.holder.querySelector('.values');
    const fields = replay.fields.filter(f => f.name !== 'meters');
    const few = fields.reduce((sum, f) => sum + f.size, 0) <= mostSeen;
    this.sight = few ? new Sight(values) : null;
    if (few) this.sight.begin(fields.map(f => ({ ...f, low: null, high: null })));
    this.bars = few ? null : new Bars(values);
    if (!few) values.replaceChildren();
    this.returns = [];
    replay.trajectory.reduce((sum, step, i) => this.returns[i] = sum + Number(step.reward), 0);
    this.most = Math.max(1e-9, ...this.returns.map(Math.abs));
    this.rewardMost = Math.max(1e-9, ...replay.trajectory.map(s => Math.abs(Number(s.reward))));
    const seek = this.holder.querySelector('.player input');
    seek.max = replay.length - 1;
    this.#show(0);
  }

  #play(on) {
    clearInterval(this.timer);
    this.timer = null;
    this.holder.querySelector('.main').textContent = on ? 'Pause' : 'Play';
    if (!on) return;
    if (this.at >= this.replay.length - 1) this.#show(0);
    this.timer = setInterval(() => {
      if (this.at >= this.replay.length - 1) this.#play(false);
      else this.#show(this.at + 1);
    }, 1000 / stepsASecond);
  }

  #show(at) {
    this.at = at;
    const { replay } = this;
    const step = replay.trajectory[at];
    const name = Array.isArray(step.action) ? step.action.map(a => number(a)).join(', ') : replay.actions?.[step.action] ?? `${step.action}`;
    this.holder.querySelector('.action').textContent = words(name);
    this.holder.querySelector('.player input').value = at;
    this.holder.querySelector('.player output').textContent = `${number(at + 1)} of ${number(replay.length)}`;
    if (replay.scene) {
      const [x, y] = replay.scene.path[at];
      this.town.show({
        episode: replay.episode, step: at, last_action: name,
        grid: { agents: [{ id: replay.agent_id, x, y }], affordances: replay.scene.affordances },
      });
    }
    if (replay.meters) this.meters.show(Object.fromEntries(Object.entries(replay.meters).map(([meter, values]) => [meter, Number(values[at])])));
    if (this.sight) this.sight.show(step.state.map(Number));
    if (this.bars) {
      this.bars.set('reward', .5, .5 + Number(step.reward) / (2 * this.rewardMost), number(Number(step.reward)));
      this.bars.set('return', .5, .5 + this.returns[at] / (2 * this.most), number(this.returns[at]));
    }
  }
}

function option(name) {
  const element = document.createElement('option');
  element.value = element.textContent = name;
  return element;
}
