"""The language server: `remarks` says what there is to say about a text, `server` says it to an editor."""
