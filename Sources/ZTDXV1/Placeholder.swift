// The sources of ZTDXV1 follow.
