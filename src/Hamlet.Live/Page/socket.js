// The connection: tells of every message, and comes back after an interruption, but not after the end.
const longest = 10000;

export function connect(onMessage, onLost) {
  let socket, wait = 500, over = false;
  const open = () => {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    socket = new WebSocket(`${scheme}://${location.host}/ws`);
    socket.onmessage = event => {
      wait = 500;
      const message = JSON.parse(event.data);
      over ||= message.type === 'training_complete' || message.type === 'closed';
      onMessage(message);
    };
    socket.onclose = () => {
      if (over) return;
      onLost();
      setTimeout(open, wait);
      wait = Math.min(2 * wait, longest);
    };
  };
  open();
  return {
    send(command, more) {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ type: 'control', command, ...more }));
    },
  };
}
