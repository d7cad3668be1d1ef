// The tests of ZTDXV1 follow.
