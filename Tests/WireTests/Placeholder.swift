// The tests of Wire follow.
