// The page: takes the messages, keeps the newest moment, and draws it with the next frame of the screen.
import { connect } from './socket.js';
import { Town } from './town.js';
import { Charts } from './charts.js';
import { Decision, Ends, Meters, Sight, number, words } from './panels.js';

const mostSeen = 12;
const names = { waiting: 'Starting', training: 'Training', playing: 'Playing', paused: 'Paused', complete: 'Finished', lost: 'Connection lost', closed: 'Closed' };

const $ = id => document.getElementById(id);
const town = new Town($('town'), $('place'));
const meters = new Meters($('meters'));
const decision = new Decision($('decision'), $('decision-title'), $('decision-note'));
const ends = new Ends($('ends'), $('ends-note'));
const sight = new Sight($('sight'));
const charts = new Charts($('charts'), $('groups'), $('smooth'));

let world = null, state = null, drawn = null, training = {}, agent = '', latest = {}, lastEnd = null;

const handlers = {
  connected(message) {
    document.title = `${message.experiment} · Hamlet`;
    $('experiment').textContent = message.experiment;
    $('run').textContent = message.run;
    document.body.dataset.mode = message.mode;
    for (const id of ['pause', 'step', 'reset']) $(id).hidden = !message.commands.includes(id);
    $('speed-choice').hidden = !message.commands.includes('set_speed');
    showStatus(message.status);
    if (message.environment) begin(message);
  },
  history(message) {
    charts.begin(message.series);
    for (const { tag, points } of message.series) if (points.length) latest[tag] = points[points.length - 1][1];
  },
  metrics(message) {
    for (const [tag, [, value]] of Object.entries(message.metrics)) latest[tag] = value;
    charts.add(message.metrics);
  },
  training_status(message) {
    training = message;
    showStatus(message.status);
    if (message.speed) showSpeed(message.speed);
  },
  state_update(message) {
    if (message.agent_id !== agent) return;
    state = message;
  },
  episode_end(message) {
    lastEnd = message;
    $('last').hidden = false;
    $('last').textContent = `Last one: ${number(message.steps)} steps, return ${number(message.total_reward)}, ${words(message.reason)}`;
  },
  training_complete() {
    showStatus('complete');
  },
  closed() {
    showStatus('closed');
  },
  error(message) {
    toast(message.message);
  },
};

const socket = connect(message => handlers[message.type]?.(message), () => showStatus('lost'));

function begin(message) {
  world = message;
  if (!world.agents.includes(agent)) agent = world.agents[0];
  else if (agent !== world.agents[0]) socket.send('watch', { agent });
  $('agent-choice').hidden = world.agents.length < 2;
  $('agent').replaceChildren(...world.agents.map(id => new Option(id, id, false, id === agent)));
  $('town-card').hidden = !world.grid;
  if (world.grid) town.begin(world.grid, world.affordances);
  document.body.dataset.scene = world.grid || world.meters.length ? 'some' : 'none';
  $('meters-card').hidden = !world.meters.length;
  const seen = world.fields.reduce((sum, f) => sum + f.size, 0);
  $('sight-card').hidden = Boolean(world.grid) || seen > mostSeen;
  sight.begin(seen > mostSeen ? [] : world.fields);
  decision.begin(world);
  charts.choose(agent, world.agents);
  restart();
}

function restart() {
  [state, drawn, lastEnd] = [null, null, null];
  meters.clear();
  ends.bars.clear();
  $('last').hidden = true;
}

function draw() {
  requestAnimationFrame(draw);
  if (!state || state === drawn || !world) return;
  drawn = state;
  if (state.grid) town.show(state);
  if (state.agent_meters) meters.show(state.agent_meters[agent]);
  if (!$('sight-card').hidden) sight.show(state.observation);
  decision.show(state);
  ends.show(world.end_reasons, world.success_reasons, state.end_counts);
  showTiles();
  showPace();
}

function showTiles() {
  const tag = name => latest[world.agents.length > 1 ? `${agent}/${name}` : name];
  const stage = tag('Curriculum/Stage');
  const tiles = [
    ['Step', number(state.training_step), 'training_step'],
    ['Episode', number(state.episodes), 'episodes'],
    ['This episode', `${number(state.step)}<small>${world.max_steps ? ` / ${number(world.max_steps)}` : ''}</small>`, 'episode_step'],
    ['Its return', number(state.cumulative_reward), 'return'],
    state.mean_return === null ? lastEnd && ['Last return', number(lastEnd.total_reward), 'last'] : ['Mean return', number(state.mean_return), 'mean_return'],
    state.mean_length === null ? lastEnd && ['Last length', number(lastEnd.steps), 'last_length'] : ['Mean length', number(state.mean_length), 'mean_length'],
    state.epsilon !== null && ['Exploration', number(state.epsilon), 'epsilon'],
    stage !== undefined && document.body.dataset.mode === 'training' && ['Curriculum', `stage ${number(stage)}`, 'stage'],
  ].filter(Boolean);
  const holder = $('tiles');
  while (holder.children.length > tiles.length) holder.lastChild.remove();
  tiles.forEach(([name, value, id], i) => {
    let tile = holder.children[i];
    if (!tile) {
      tile = document.createElement('div');
      tile.className = 'tile';
      tile.innerHTML = '<span></span><b></b>';
      holder.append(tile);
    }
    tile.id = `tile-${id}`;
    if (tile.firstChild.textContent !== name) tile.firstChild.textContent = name;
    if (tile.lastChild.innerHTML !== value) tile.lastChild.innerHTML = value;
  });
  document.body.dataset.step = state.training_step;
}

function showPace() {
  const rate = training.steps_per_second ?? 0;
  const done = document.body.dataset.mode === 'training' ? state.progress : 0;
  $('progress').firstElementChild.style.width = `${100 * done}%`;
  $('progress').setAttribute('aria-valuenow', Math.round(100 * done));
  const parts = [];
  if (document.body.dataset.mode === 'training') {
    parts.push(`${(100 * done).toFixed(done < .1 ? 1 : 0)}%`);
    if (training.total_steps) parts.push(`${number(training.total_steps)} steps`);
    else if (training.total_episodes) parts.push(`${number(training.total_episodes)} episodes`);
    if (rate > 0 && document.body.dataset.status === 'training') {
      parts.push(`${number(Math.round(rate))} steps/s`);
      if (training.total_steps) parts.push(`${time((training.total_steps - state.training_step) / rate)} left`);
    }
  } else {
    parts.push(world.environment);
  }
  $('pace').textContent = parts.join(' · ');
}

function time(seconds) {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

function showStatus(status) {
  document.body.dataset.status = status;
  $('status').lastElementChild.textContent = names[status] ?? words(status);
  $('pause').textContent = status === 'paused' ? 'Resume' : 'Pause';
  const over = ['complete', 'closed', 'lost', 'waiting'].includes(status);
  for (const id of ['pause', 'step', 'reset']) $(id).disabled = over;
}

function showSpeed(speed) {
  $('speed-value').textContent = `${number(speed, 2)}×`;
  if (document.activeElement !== $('speed')) $('speed').value = Math.log10(speed);
}

let toastTimer = 0;
function toast(text) {
  $('toast').textContent = text;
  $('toast').hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => $('toast').hidden = true, 5000);
}

const toggle = () => socket.send(document.body.dataset.status === 'paused' ? 'resume' : 'pause');
$('pause').onclick = toggle;
$('step').onclick = () => socket.send('step');
$('reset').onclick = () => socket.send('reset');
$('speed').oninput = () => {
  const speed = Math.min(10, Math.max(.1, 10 ** Number($('speed').value)));
  $('speed-value').textContent = `${number(speed, 2)}×`;
  socket.send('set_speed', { speed });
};
$('agent').onchange = () => {
  agent = $('agent').value;
  restart();
  charts.choose(agent, world.agents);
  socket.send('watch', { agent });
};
addEventListener('keydown', event => {
  if (event.target !== document.body || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === ' ') {
    event.preventDefault();
    toggle();
  } else if (event.key === '.') {
    socket.send('step');
  }
});
requestAnimationFrame(draw);
