// pm2 start ecosystem.config.cjs: the manager under pm2, started beside an unpacked archive or a checkout.
// The settings come from the environment of `pm2 start`, or from the file that ATTACHE_CONFIG names.
const path = require('node:path');

const root = path.resolve(__dirname, '../..');

module.exports = {
  apps: [
    {
      name: 'attache',
      script: path.join(root, 'attache'),
      args: 'run',
      interpreter: 'none',
      exec_mode: 'fork',
      instances: 1,
      // pm2 would signal every descendant at once; the manager asks its workers to leave, one message each, and sees them go.
      treekill: false,
      kill_timeout: 30000,
      // Exit 2 is a fault of configuration: starting again changes nothing.
      stop_exit_codes: [2],
      exp_backoff_restart_delay: 200,
      merge_logs: true,
      // The log lines carry their own time.
      time: false,
    },
  ],
};
