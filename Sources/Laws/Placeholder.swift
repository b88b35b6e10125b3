// Laws: placeholder so that the package builds.
