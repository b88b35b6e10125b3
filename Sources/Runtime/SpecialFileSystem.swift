/// File systems whose files are no files, by the type that statfs(2) gives.
enum SpecialFileSystem {
  // include/uapi/linux/magic.h, Linux 6.18.
  private static let names: [UInt32: String] = [
    0x0000_9fa0: "proc", 0x6265_6572: "sysfs", 0x6462_6720: "debugfs", 0x7472_6163: "tracefs",
    0x6367_7270: "cgroup2", 0x0027_e0eb: "cgroup", 0x7363_6673: "securityfs",
    0xcafe_4a11: "bpf", 0x6265_6570: "configfs", 0xde5e_81e4: "efivarfs", 0x0000_1cd1: "devpts",
    0x1980_0202: "mqueue", 0x6e73_6673: "nsfs", 0x6165_676c: "pstore", 0xf97c_ff8c: "selinuxfs",
  ]

  static func name(ofType type: UInt32) -> String? {
    names[type]
  }
}
