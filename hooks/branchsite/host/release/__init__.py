"""From a commit to a site that is shown."""
