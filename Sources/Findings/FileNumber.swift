/// Which file of this machine one is, whatever names it has: stat(2)'s `st_dev` and `st_ino`.
package struct FileNumber: Hashable, Sendable {
  package let device: UInt64
  package let inode: UInt64

  package init(device: UInt64, inode: UInt64) {
    self.device = device
    self.inode = inode
  }
}

/// A list and not by names: a request has dozens.
extension FileNumber: Codable {
  package init(from decoder: any Decoder) throws {
    var list = try decoder.unkeyedContainer()
    device = try list.decode(UInt64.self)
    inode = try list.decode(UInt64.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    try list.encode(device)
    try list.encode(inode)
  }
}
