"""The command line: `icplang compile`, `check`, `match` and the others of `options.COMMANDS`."""
