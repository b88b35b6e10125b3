// Runtime: placeholder so that the package builds.
