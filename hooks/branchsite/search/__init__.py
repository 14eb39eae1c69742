"""Search: what can be found, and the index that Pagefind makes of it (design.md, decision 8)."""
