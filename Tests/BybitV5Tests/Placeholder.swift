// The tests of BybitV5 follow.
