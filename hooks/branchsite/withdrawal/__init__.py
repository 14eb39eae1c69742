"""Which addresses would no longer answer, and what to say of them before they are gone."""
