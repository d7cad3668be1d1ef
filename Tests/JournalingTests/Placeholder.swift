// The tests of Journaling follow.
