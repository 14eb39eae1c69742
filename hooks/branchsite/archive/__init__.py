"""A copy of the site to keep: opened from a disk by a double click, with the public data that it was made of."""
