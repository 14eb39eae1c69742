"""Search: what can be found, and the index that Pagefind reads in a browser (design.md, decision 8)."""
