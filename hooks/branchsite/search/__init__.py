"""Search: what can be found, and the index that Pagefind reads in a browser (docs/dev/decisions.md)."""
