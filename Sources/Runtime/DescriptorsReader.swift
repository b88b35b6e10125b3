/// Reads the `descriptors` of a grants file: a key is a number or a name.
struct DescriptorsReader {
  let entry: YAMLEntry

  func read(into collection: inout GrantCollection) throws(RuntimeError) {
    for (name, entry) in try entry.pairs() {
      var reading = try LeafReader(entry: entry).read()
      if let number = Int32(name) {
        guard GrantCollection.numbers.contains(number) else {
          throw entry.refuse("descriptor numbers go from 0 to 1023")
        }
        guard reading.number == nil || reading.number == number else {
          throw entry.refuse("its key and its `fd` are different numbers")
        }
        reading.number = number
      } else {
        guard !name.isEmpty, !name.utf8.contains(0) else {
          throw entry.refuse("a name must not be empty or contain a zero byte")
        }
        reading.name = name
      }
      _ = try collection.add(reading)
    }
  }
}
