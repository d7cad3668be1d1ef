// The sources of Journaling follow.
