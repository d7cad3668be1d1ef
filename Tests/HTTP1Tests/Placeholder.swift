// The tests of HTTP1 follow.
