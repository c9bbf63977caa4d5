"""The command line: `icplang compile`, `check`, `explain`, `match`, `repl`, `vocab`, `schema`."""
