// The sources of Wire follow.
