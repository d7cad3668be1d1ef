// The tests of BitgetV2 follow.
