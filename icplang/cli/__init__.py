"""The command line: `icplang compile`, `check`, `explain`, `fmt`, `match`, `repl`, `vocab`, `schema`."""
