"""The data linked: what fulfils what, neighbours, states as of a day. Pure but for photo sizes."""
