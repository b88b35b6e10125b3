/// File systems whose files are no files, by the type that statfs(2) gives.
enum SpecialFileSystem {
  // include/uapi/linux/magic.h, Linux 6.18.
  private static let names: [UInt32: String] = [
    0x0000_9fa0: "proc", 0x6265_6572: "sysfs", 0x6462_6720: "debugfs", 0x7472_6163: "tracefs",
    0x6367_7270: "cgroup2", 0x0027_e0eb: "cgroup", 0x7363_6673: "securityfs",
    0xcafe_4a11: "bpf", 0x6265_6570: "configfs", 0xde5e_81e4: "efivarfs", 0x0000_1cd1: "devpts",
    0x1980_0202: "mqueue", 0x6e73_6673: "nsfs", 0x6165_676c: "pstore", 0xf97c_ff8c: "selinuxfs",
    0x4249_4e4d: "binfmt_misc", 0x6c6f_6f70: "binder", 0x6573_5543: "fusectl",
    0x6759_6969: "rpc_pipefs", 0x0765_5821: "resctrl", 0x4341_5d53: "smackfs",
    0x5a3c_69f0: "apparmorfs", 0xabba_1974: "xenfs", 0x0000_9fa1: "openpromfs",
    0x0000_9fa2: "usbdevfs", 0x6e66_7364: "nfsd", 0x5049_4446: "pidfs",
  ]

  static func name(ofType type: UInt32) -> String? {
    names[type]
  }
}
